/** The {@code glassprop} command. */
@SuppressWarnings("requires-automatic") // jline 3 has no module descriptors
module glassprop.cli {
  requires glassprop.lens;
  requires glassprop.nn;
  requires glassprop.workbench;
  requires info.picocli;
  requires org.jline.nativ;
  requires org.jline.terminal;
  requires tools.jackson.databind;
  // What org.jline.utils.Signals reaches by reflection.
  requires jdk.unsupported;
  requires static org.jspecify;

  // A leaf module brings its command along.
  uses glassprop.cli.LeafCommand;

  // Picocli reads the annotations of commands and sets their fields by reflection.
  opens glassprop.cli to
      info.picocli;
}
