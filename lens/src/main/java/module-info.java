/** The expression language, and what makes a computation visible. */
module glassprop.lens {
  requires static org.jspecify;
  requires transitive glassprop.core;
  requires transitive glassprop.nn;
  requires java.desktop;
  requires org.jfree.svg;

  exports glassprop.lens.check;
  exports glassprop.lens.expression;
  exports glassprop.lens.graph;
}
