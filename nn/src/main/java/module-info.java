/** Layers, losses, optimizers, data sets, training and model files. */
module glassprop.nn {
  requires static org.jspecify;
  requires transitive glassprop.core;
  requires de.siegmar.fastcsv;
  requires tools.jackson.databind;

  exports glassprop.nn;
  exports glassprop.nn.data;
  exports glassprop.nn.form;
  exports glassprop.nn.io;
  exports glassprop.nn.layer;
  exports glassprop.nn.loss;
  exports glassprop.nn.model;
  exports glassprop.nn.network;
  exports glassprop.nn.optim;
  exports glassprop.nn.score;
  exports glassprop.nn.train;
}
