/** The expression language, and what makes a computation visible. */
module glassprop.lens {
  requires static org.jspecify;
  requires transitive glassprop.core;
  requires transitive glassprop.nn;
  requires java.desktop;

  exports glassprop.lens.algebra;
  exports glassprop.lens.check;
  exports glassprop.lens.course.experiment;
  exports glassprop.lens.course;
  exports glassprop.lens.derivation;
  exports glassprop.lens.expression;
  exports glassprop.lens.fault;
  exports glassprop.lens.graph;
  exports glassprop.lens.typeset;
  exports glassprop.lens.worksheet;
}
