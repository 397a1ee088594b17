/** Training and prediction from files, without a terminal. */
module glassprop.workbench {
  requires static org.jspecify;
  requires transitive glassprop.core;
  requires transitive glassprop.nn;
  requires transitive tools.jackson.databind;

  exports glassprop.workbench;
  exports glassprop.workbench.predict;
  exports glassprop.workbench.score;
  exports glassprop.workbench.train;

  // Jackson reads the components of records.
  opens glassprop.workbench.train to
      tools.jackson.databind;
}
