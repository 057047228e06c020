// Functions without a body, whose names the linker looks up, need a file of assembly in their package, be it empty.
