/** An application of modules, which asks for vectors only if it is started with them. */
module app {
  requires io.skiplane.kernel;
}
