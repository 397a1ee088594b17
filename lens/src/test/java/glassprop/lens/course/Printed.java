package glassprop.lens.course;

import glassprop.Tensor;
import glassprop.check.NumericalGradient;
import glassprop.lens.expression.Bindings;
import glassprop.lens.expression.Program;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * What a learner sees of an exercise, and nothing else: the computation and the numbers on its worksheet, read again from the text.
 * Values are computed by the expression language, derivatives by finite differences.
 *
 * @param equations by the names that they compute
 * @param inputs what nothing computes
 * @param given what stands in for a computed value
 * @param gradients that are given, by what they are by
 */
record Printed(
    SequencedMap<String, Program> equations, Map<String, Tensor> inputs, Map<String, Tensor> given, Map<String, Tensor> gradients) {

  static Printed of(String form) {
    SequencedMap<String, Program> equations = new LinkedHashMap<>();
    SequencedMap<String, Tensor> numbers = new LinkedHashMap<>();
    boolean counting = false;
    for (String line : form.lines().toList()) {
      counting |= line.equals("# The numbers:");
      if (line.startsWith("#   ") && !line.contains("glassprop exercise")) {
        String text = line.substring(4).replaceFirst("\\(given:.*", "");
        String name = text.substring(0, text.indexOf('=')).strip();
        if (counting) {
          numbers.put(name, Bindings.parse(List.of("v = " + text.substring(text.indexOf('=') + 1))).values().firstEntry().getValue());
        } else {
          equations.put(name, Program.parse(text));
        }
      }
    }
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    Map<String, Tensor> given = new LinkedHashMap<>();
    Map<String, Tensor> gradients = new LinkedHashMap<>();
    numbers.forEach((name, value) -> {
      if (name.contains("/")) {
        gradients.put(name.substring(name.indexOf("/d") + 2), value);
      } else {
        (equations.containsKey(name) ? given : inputs).put(name, value);
      }
    });
    return new Printed(equations, inputs, given, gradients);
  }

  /** An input. */
  double input(String name) {
    return tensor(inputs, name).item();
  }

  /** What is computed for a name; also if something is given in its place. */
  Tensor value(String name) {
    Map<String, Tensor> values = values(Map.of());
    return inputs.containsKey(name) ? tensor(inputs, name) : evaluated(tensor(equations, name), values);
  }

  /** The derivatives of one name by another, of the shape of both together. */
  Tensor derivative(String of, String by) {
    Tensor y = value(of);
    Tensor x = values(Map.of()).getOrDefault(by, y);
    int size = x.shape().size();
    double[] all = new double[y.shape().size() * size];
    for (int i = 0; i < y.shape().size(); i++) {
      int element = i;
      Tensor row = NumericalGradient.of(
          moved -> tensor(values(Map.of(by, moved)), of).reshape(y.shape().size()).select(0, element), x);
      System.arraycopy(row.toDoubles(), 0, all, i * size, size);
    }
    int[] shape = IntStream.concat(Arrays.stream(y.shape().toArray()), Arrays.stream(x.shape().toArray())).toArray();
    return Tensor.of(cleaned(all)).reshape(shape);
  }

  /** The gradient of the last value by a name, or of what arrives if gradients are given: Σ ḡ·v for each v that has one. */
  Tensor gradient(String result, String by) {
    Tensor x = values(Map.of()).getOrDefault(by, value(by));
    Tensor slopes = NumericalGradient.of(moved -> arriving(result, by, moved), x);
    return Tensor.of(cleaned(slopes.toDoubles())).reshape(x.shape().toArray());
  }

  private Tensor arriving(String result, String by, Tensor moved) {
    Map<String, Tensor> still = values(Map.of());
    Map<String, Tensor> values = new LinkedHashMap<>(inputs);
    values.put(by, moved);
    Tensor sum = Tensor.scalar(0);
    boolean cut = false;
    for (Map.Entry<String, Program> equation : equations.entrySet()) {
      String name = equation.getKey();
      if (!name.equals(by)) {
        Tensor value = shifted(name, evaluated(equation.getValue(), values));
        if (gradients.containsKey(name)) {
          sum = sum.plus(value.times(tensor(gradients, name)).sum());
          cut = true;
          value = tensor(still, name); // the gradient that is given tells of all that is behind it
        }
        values.put(name, value);
      }
    }
    return cut ? sum : tensor(values, result);
  }

  /** All values, with some in place of what would be computed. */
  private Map<String, Tensor> values(Map<String, Tensor> moved) {
    Map<String, Tensor> values = new LinkedHashMap<>(inputs);
    values.putAll(moved);
    equations.forEach((name, program) -> {
      if (!moved.containsKey(name)) {
        values.put(name, shifted(name, evaluated(program, values)));
      }
    });
    return values;
  }

  private static Tensor evaluated(Program program, Map<String, Tensor> values) {
    Map<String, Tensor> used = new LinkedHashMap<>(values);
    used.keySet().retainAll(program.free());
    return program.evaluate(used).result();
  }

  /** What is given moves with what it replaces. */
  private Tensor shifted(String name, Tensor computed) {
    return given.containsKey(name) ? tensor(given, name).plus(computed.minus(unmoved(name))) : computed;
  }

  private Tensor unmoved(String name) {
    Map<String, Tensor> values = new LinkedHashMap<>(inputs);
    for (Map.Entry<String, Program> equation : equations.entrySet()) {
      Tensor computed = evaluated(equation.getValue(), values);
      if (equation.getKey().equals(name)) {
        return computed;
      }
      values.put(equation.getKey(), given.getOrDefault(equation.getKey(), computed));
    }
    throw new IllegalArgumentException(name);
  }

  /** Differences leave crumbs where nothing depends. */
  private static double[] cleaned(double[] numbers) {
    double size = 0;
    for (double number : numbers) {
      size = Math.max(size, Math.abs(number));
    }
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Math.abs(numbers[i]) < 1e-9 * size ? 0 : numbers[i];
    }
    return numbers;
  }

  private static <T> T tensor(Map<String, T> map, String name) {
    T value = map.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the worksheet shows no " + name + ", but " + map.keySet());
    }
    return value;
  }
}
