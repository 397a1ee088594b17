package glassprop.lens.expression;

import glassprop.Tensor;
import glassprop.op.Op;
import glassprop.op.Ops;
import glassprop.op.Specimen;
import glassprop.text.Spelling;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The functions of the language, found by name and number of arguments: the ops of the catalogue under their mnemonics
 * and, where one is written as a call, under that name too (ln, σ, max of two); and a few words for what tensors do by
 * a method. An op that is new in the catalogue can be called at once, if {@link OpFunction} can make it from axes and
 * named numbers.
 */
final class Functions {
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
  private static final Pattern CALL = Pattern.compile("(" + NAME + ")\\(#\\*\\)");

  private static final Map<String, SequencedMap<Integer, Function>> TABLE = table();

  private Functions() {}

  private static Map<String, SequencedMap<Integer, Function>> table() {
    Map<String, SequencedMap<Integer, Function>> table = new TreeMap<>();
    word(table, "matmul", Tensor::matmul);
    word(table, "square", Tensor::square);
    word(table, "transpose", Tensor::transpose);
    List<OpFunction> ops = callable();
    for (OpFunction function : ops) {
      add(table, function.op().mnemonic(), function.arity(), function);
    }
    for (OpFunction function : ops) {
      Matcher call = CALL.matcher(function.op().notation().text());
      if (call.matches()) {
        add(table, call.group(1), function.arity(), function);
      }
    }
    return Collections.unmodifiableMap(table);
  }

  /** Those ops of the catalogue that can be called, one for each kind of op and number of inputs. */
  private static List<OpFunction> callable() {
    Map<List<Object>, List<Specimen>> kinds = new LinkedHashMap<>();
    for (Specimen specimen : Ops.all()) {
      Op op = specimen.op();
      Object kind = op.getClass().isRecord() ? op.getClass() : op;
      List<Object> key = List.of(kind, op.mnemonic(), specimen.inputs().size());
      kinds.computeIfAbsent(key, _ -> new ArrayList<>()).add(specimen);
    }
    return kinds.values().stream().map(OpFunction::of).flatMap(Optional::stream).toList();
  }

  private static void add(
      Map<String, SequencedMap<Integer, Function>> table, String name, int arity, Function function) {
    if (NAME.matcher(name).matches()) {
      table.computeIfAbsent(name, _ -> new LinkedHashMap<>()).putIfAbsent(arity, function);
    }
  }

  private static void word(Map<String, SequencedMap<Integer, Function>> table, String name, UnaryOperator<Tensor> f) {
    add(table, name, 1, new Word(arguments -> f.apply(arguments.getFirst())));
  }

  private static void word(Map<String, SequencedMap<Integer, Function>> table, String name, BinaryOperator<Tensor> f) {
    add(table, name, 2, new Word(arguments -> f.apply(arguments.get(0), arguments.get(1))));
  }

  /** A function that is a method of tensors. */
  private record Word(java.util.function.Function<List<Tensor>, Tensor> f) implements Function {
    @Override
    public List<String> options() {
      return List.of();
    }

    @Override
    public Tensor of(List<Tensor> arguments, Map<String, Tensor> options) {
      return f.apply(arguments);
    }
  }

  static boolean has(String name) {
    return TABLE.containsKey(name);
  }

  static Set<String> names() {
    return TABLE.keySet();
  }

  /**
   * The function of a name for a number of arguments.
   *
   * @throws IllegalArgumentException if it takes another number of them
   */
  static Function find(String name, int arity) {
    SequencedMap<Integer, Function> overloads = TABLE.getOrDefault(name, Collections.emptySortedMap());
    Function found = overloads.get(arity);
    if (found != null) {
      return found;
    }
    String arities = String.join(" or ", overloads.sequencedKeySet().stream().sorted().map(String::valueOf).toList());
    boolean one = arities.equals("1");
    boolean axes = overloads.values().stream().anyMatch(f -> f.options().contains("axis"));
    throw new IllegalArgumentException(
        "%s takes %s %s, came %d%s".formatted(
            name, arities, one ? "value" : "values", arity, axes ? "; an axis is given by name, as in axis=1" : ""));
  }

  /** What is said of a name that is called and isn't a function. */
  static String unknown(String name) {
    return "there is no function " + Source.visible(name) + Spelling.suggestion(name, names());
  }
}
