// What a camera sees for a while, as a film for Chromium's fake one: a hand that is never quite still, so that no two frames are equal.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** film writes name.mjpeg into a folder, of one picture, and answers its path. */
export async function film(folder, name, jpeg) {
  const still = path.join(folder, `${name}.jpg`), to = path.join(folder, `${name}.mjpeg`);
  await writeFile(still, jpeg);
  await promisify(execFile)('ffmpeg', ['-y', '-v', 'error', '-loop', '1', '-framerate', '10', '-i', still, '-t', '3',
    '-vf', 'noise=alls=6:allf=t', '-pix_fmt', 'yuvj420p', '-c:v', 'mjpeg', '-q:v', '3', to]);
  return to;
}
