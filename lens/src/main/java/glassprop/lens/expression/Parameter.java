package glassprop.lens.expression;

import glassprop.Tensor;
import glassprop.op.Reduction;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a parameter of an op comes from when the op is called. */
sealed interface Parameter {

  /** The names of the options that it reads. */
  List<String> options();

  /**
   * The parameter.
   *
   * @param function what is called, for errors
   * @param first the op's first input
   */
  Object value(String function, Tensor first, Map<String, Tensor> options);

  /**
   * How a component of an op's record is given; empty if it can't be.
   *
   * @param values that the specimens have
   */
  static Optional<Parameter> of(RecordComponent component, List<Object> values) {
    Class<?> type = component.getType();
    if (type == Reduction.class) {
      return Optional.of(new Along());
    }
    if (type == int.class && component.getName().equals("axis")) {
      return Optional.of(new Axis());
    }
    if (type == double.class) {
      return Optional.of(new Amount(component.getName()));
    }
    return type == boolean.class && values.size() == 1 ? Optional.of(new Fixed(values.getFirst())) : Optional.empty();
  }

  /** Axes that are combined: axis=1, axis=[0,1], all if not given; with keep=1 they stay, with size 1. */
  record Along() implements Parameter {
    @Override
    public List<String> options() {
      return List.of("axis", "keep");
    }

    @Override
    public Object value(String function, Tensor first, Map<String, Tensor> options) {
      boolean keep = options.containsKey("keep") && Call.wholes(function + ": keep", options.get("keep"))[0] != 0;
      int[] axes = options.containsKey("axis") ? Call.wholes(function + ": axis", options.get("axis")) : new int[0];
      return Reduction.of(function, first.shape(), keep, axes);
    }
  }

  /** One axis: the last if not given. */
  record Axis() implements Parameter {
    @Override
    public List<String> options() {
      return List.of("axis");
    }

    @Override
    public Object value(String function, Tensor first, Map<String, Tensor> options) {
      int[] axes = options.containsKey("axis") ? Call.wholes(function + ": axis", options.get("axis")) : new int[] {-1};
      if (axes.length != 1) {
        throw new IllegalArgumentException(function + ": axis: expected one axis, came " + axes.length);
      }
      return first.shape().axis(function, axes[0]);
    }
  }

  /** A number, which must be given. */
  record Amount(String name) implements Parameter {
    @Override
    public List<String> options() {
      return List.of(name);
    }

    @Override
    public Object value(String function, Tensor first, Map<String, Tensor> options) {
      Tensor given = options.get(name);
      if (given == null) {
        throw new IllegalArgumentException(function + ": the option " + name + " is needed, one number, as in " + name + "=0.5");
      }
      return Call.number(function + ": " + name, given);
    }
  }

  /** What tells apart ops of one record, such as max from min. */
  record Fixed(Object value) implements Parameter {
    @Override
    public List<String> options() {
      return List.of();
    }

    @Override
    public Object value(String function, Tensor first, Map<String, Tensor> options) {
      return value;
    }
  }
}
