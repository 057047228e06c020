package main

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"netanswer/web"
)

func TestABuildWithoutNpmHasEverythingButScanning(t *testing.T) {
	made, err := scan(fstest.MapFS{"js/scan/camera.js": {Data: []byte("export {}")}})
	if err != nil || made != nil {
		t.Errorf("%d files, %v; want none and no error", len(made), err)
	}
}

func TestAFileThatWasNotExaminedStopsTheBuild(t *testing.T) {
	files := fstest.MapFS{}
	for _, f := range taken {
		files["node_modules/"+f.from] = &fstest.MapFile{Data: []byte("something else")}
	}
	if _, err := scan(files); err == nil || !strings.Contains(err.Error(), "not the file that was examined") {
		t.Errorf("error %v", err)
	}
}

// Each of our modules names the others by their content: what one build made never loads another's.
func TestModulesAreLinkedByContent(t *testing.T) {
	before := taken
	defer func() { taken = before }()
	taken = taken[:0:0]
	sources := fstest.MapFS{
		"js/scan/rules.js":  {Data: []byte("export const a = 1")},
		"js/scan/light.js":  {Data: []byte("export const d = 4")},
		"js/scan/places.js": {Data: []byte("export const e = 5")},
		"js/scan/engine.js": {Data: []byte("export const b = 2")},
		"js/scan/reader.js": {Data: []byte("import { a } from './rules.js'\nexport const c = a")},
		"js/scan/worker.js": {Data: []byte("import { c } from './reader.js'\nimport { b } from './engine.js'\nconsole.log(b, c)")},
		"js/scan/camera.js": {Data: []byte("export const d = 4")},
	}
	made, err := scan(sources)
	if err != nil {
		t.Fatal(err)
	}
	if len(made) != len(own) {
		t.Errorf("%d files, want %d", len(made), len(own))
	}
	for user, used := range map[string][]string{"reader.js": {"rules"}, "worker.js": {"reader", "engine"}} {
		for _, name := range used {
			address := "/web/scan/" + name + "." + web.Hash(made["scan/"+name+".js"]) + ".js"
			if got := string(made["scan/"+user]); !strings.Contains(got, address) {
				t.Errorf("%s is %s; want it to name %s", user, got, address)
			}
		}
	}
	sources["js/scan/rules.js"] = &fstest.MapFile{Data: []byte("import './worker.js'")}
	if _, err := scan(sources); err == nil || !strings.Contains(err.Error(), "worker.js") {
		t.Errorf("a circle of modules: %v", err)
	}
}

// The real modules, where npm brought their engine: all is linked, and no address of the sources is left.
func TestTheRealModules(t *testing.T) {
	made, err := scan(os.DirFS(".."))
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range made {
		if strings.HasSuffix(name, ".js") && !strings.HasPrefix(name, "scan/ort") && strings.Contains(string(b), "./") {
			t.Errorf("%s holds an address that is not linked", name)
		}
	}
	if made != nil && len(made) != len(own)+len(taken) {
		t.Errorf("%d files, want %d", len(made), len(own)+len(taken))
	}
}
