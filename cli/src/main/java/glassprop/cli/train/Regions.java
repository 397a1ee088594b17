package glassprop.cli.train;

import glassprop.Tensor;
import glassprop.cli.terminal.DecisionMap;
import glassprop.cli.terminal.Screen;
import glassprop.nn.data.Classes;
import glassprop.nn.data.Feature;
import glassprop.nn.data.NumberColumn;
import glassprop.nn.data.NumberFeature;
import glassprop.nn.data.Table;
import glassprop.nn.data.TableEncoder;
import glassprop.nn.model.Model;
import glassprop.nn.model.Prediction;
import glassprop.nn.train.Examples;
import java.util.ArrayList;
import java.util.List;

/** What a classifier of two numbers has learnt, as a map: which class it sees where, and the test points. */
final class Regions {
  private static final int LINES = 20;
  private static final int COLUMNS = 2 * LINES; // a character is about twice as high as wide
  private static final double MARGIN = 0.04;

  private Regions() {}

  /** The map and its legend; empty if the model isn't a classifier of two numbers. */
  static List<String> draw(Model model, Examples train, Examples test, Screen screen) {
    if (!(model.encoder() instanceof TableEncoder(List<Feature> features, _, Classes classes, _))
        || classes.names().size() > DecisionMap.MOST_CLASSES || features.size() != 2
        || !(features.get(0) instanceof NumberFeature across) || !(features.get(1) instanceof NumberFeature up)) {
      return List.of();
    }
    int columns = Math.min(COLUMNS, screen.width() - 2);
    DecisionMap map = new DecisionMap(screen, LINES, columns);
    Axis xs = Axis.of(train, 0, across);
    Axis ys = Axis.of(train, 1, up);
    colour(map, model, xs, ys, columns);
    for (int i = 0; i < test.size(); i++) {
      double x = xs.place(test.inputs().get(i, 0));
      double y = ys.place(test.inputs().get(i, 1));
      int label = (int) test.targets().get(i);
      Tensor logits = model.network().apply(test.inputs().slice(0, i, i + 1));
      map.point(x, y, label, (int) logits.argmax(1).item() == label);
    }
    List<String> lines = new ArrayList<>(map.render());
    lines.add(map.legend(classes.names()));
    return lines;
  }

  private static void colour(DecisionMap map, Model model, Axis xs, Axis ys, int columns) {
    int rows = 2 * LINES;
    double[] x = new double[rows * columns];
    double[] y = new double[rows * columns];
    for (int i = 0; i < x.length; i++) {
      int row = i / columns;
      int column = i % columns;
      x[i] = xs.value((column + 0.5) / columns);
      y[i] = ys.value(1 - (row + 0.5) / rows);
    }
    List<NumberColumn> cells = List.of(
        new NumberColumn(xs.feature.column(), x), new NumberColumn(ys.feature.column(), y));
    Prediction prediction = model.predict(new Table("map", cells, new int[x.length], List.of()));
    if (prediction instanceof Prediction.OfClasses seen) {
      for (int i = 0; i < x.length; i++) {
        map.region(i / columns, i % columns, seen.classAt(i));
      }
    }
  }

  /** A feature along an edge of the map, in standardised units. */
  private record Axis(NumberFeature feature, double low, double high) {

    static Axis of(Examples examples, int input, NumberFeature feature) {
      double low = examples.inputs().select(1, input).min().item();
      double high = examples.inputs().select(1, input).max().item();
      double margin = MARGIN * (high - low);
      return new Axis(feature, low - margin, high + margin);
    }

    double place(double z) {
      return (z - low) / (high - low);
    }

    double value(double place) {
      return feature.mean() + feature.standardDeviation() * (low + place * (high - low));
    }
  }
}
