/** The expression language, and what makes a computation visible. */
module glassprop.lens {
  requires static org.jspecify;
  requires transitive glassprop.core;
  requires glassprop.nn;

  exports glassprop.lens.check;
  exports glassprop.lens.expression;
}
