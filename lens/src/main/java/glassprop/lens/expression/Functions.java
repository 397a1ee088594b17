package glassprop.lens.expression;

import glassprop.op.Op;
import glassprop.op.Specimen;
import glassprop.op.catalogue.Ops;
import glassprop.text.Spelling;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The functions of the language, found by name and number of values: those of {@link Methods} and {@link Windows}; the ops of the catalogue
 * under their mnemonics and, where one is written as a call, under that name too (ln, σ, max of two). An op that is new in
 * the catalogue can be called at once, if {@link OpFunction} can make it from axes and named numbers.
 */
final class Functions {
  private static final int MOST_VALUES = 3; // that an op of the catalogue takes

  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
  private static final Pattern CALL = Pattern.compile("(" + NAME + ")\\(#\\*\\)");

  private static final Map<String, List<Function>> TABLE = table();

  private Functions() {}

  private static Map<String, List<Function>> table() {
    Map<String, List<Function>> table = new TreeMap<>();
    Methods.all().forEach(method -> add(table, method.signature().name(), method));
    Windows.all().forEach(method -> add(table, method.signature().name(), method));
    List<OpFunction> ops = callable();
    for (OpFunction function : ops) {
      add(table, function.op().mnemonic(), function);
    }
    for (OpFunction function : ops) {
      Matcher call = CALL.matcher(function.op().notation().text());
      if (call.matches()) {
        add(table, call.group(1), function);
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

  private static void add(Map<String, List<Function>> table, String name, Function function) {
    if (NAME.matcher(name).matches()) {
      table.computeIfAbsent(name, _ -> new ArrayList<>()).add(function);
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
  static Function find(String name, int values) {
    List<Function> overloads = TABLE.getOrDefault(name, List.of());
    return overloads.stream().filter(function -> function.takes(values)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException(refused(name, overloads, values)));
  }

  private static String refused(String name, List<Function> overloads, int values) {
    if (overloads.getFirst() instanceof Methods.Method method) {
      return String.format(Locale.ROOT, "%s: expected %s, came %d %s", name, method.usage(), values, values == 1 ? "value" : "values");
    }
    List<String> counts =
        IntStream.rangeClosed(1, MOST_VALUES).filter(n -> overloads.stream().anyMatch(f -> f.takes(n)))
            .mapToObj(String::valueOf).toList();
    boolean axes = overloads.stream().anyMatch(f -> f.options().contains("axis"));
    return String.format(Locale.ROOT, "%s takes %s, came %d%s",
        name, counts.equals(List.of("1")) ? "1 value" : String.join(" or ", counts) + " values", values,
        axes ? "; an axis is given by name, as in axis=1" : "");
  }

  /** What is said of a name that is called and isn't a function. */
  static String unknown(String name) {
    return "there is no function " + Source.visible(name) + Spelling.suggestion(name, names());
  }
}
