// Getting the app. The browser's own offer to install it comes once, and mostly before Go runs: it is kept until somebody
// presses our button for it. The names are those by which go-app asks.
(function () {
  'use strict';
  let offer = null;
  const changed = () => globalThis.goappOnAppInstallChange?.();   // go-app sets it; a component that mounts later looks for itself

  addEventListener('beforeinstallprompt', event => {
    event.preventDefault();   // it is made where the person asks for it
    offer = event;
    changed();
  });
  addEventListener('appinstalled', () => {
    offer = null;
    document.documentElement.dataset.installed = '';
    changed();
  });

  // Whether this is the app's own window. iPhones say it by a name of their own as well.
  globalThis.goappIsAppInstalled = () => navigator.standalone === true || matchMedia('(display-mode: standalone)').matches;
  globalThis.goappIsAppInstallable = () => offer !== null && !globalThis.goappIsAppInstalled();

  // An offer can be made once. Who declines it finds the steps; the browser makes another when it thinks fit.
  globalThis.goappShowInstallPrompt = async () => {
    const made = offer;
    offer = null;
    made.prompt();
    await made.userChoice;
    changed();
  };
})();
