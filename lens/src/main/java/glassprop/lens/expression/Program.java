package glassprop.lens.expression;

import glassprop.Tensor;
import glassprop.text.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Statements that compute one value from others: {@code z = w*x + b; a = sigmoid(z); L = (a - y)^2}. The value of the
 * last statement is the result. The language is described with the package.
 */
public final class Program {
  /** The most levels of parentheses, brackets, calls, exponents and postfix marks within each other. */
  public static final int DEEPEST = 200;

  private static final int LISTED = 10;

  private final Source source;
  private final List<Statement> statements;
  private final SequencedMap<String, Statement> givens = new LinkedHashMap<>();
  private final Map<String, Tensor> pins;
  private final SequencedSet<String> free = new LinkedHashSet<>();
  private final Set<String> names = new HashSet<>();
  private final Set<String> assigned = new HashSet<>();

  /**
   * The values that a program gave.
   *
   * @param named the program's inputs and what its statements computed or were given, by name, labelled with the names
   * @param result of the last statement
   * @param replaced what the program computed for names that were given another value: the true ones
   * @param notes what the shapes of the values make likely to be misread, a sentence each: X*W is by element, and broadcasting is silent
   */
  public record Values(
      SequencedMap<String, Tensor> named, Tensor result, SequencedMap<String, Tensor> replaced, List<String> notes) {
    /** Keeps the collections from being changed. */
    public Values {
      notes = List.copyOf(notes);
      named = Collections.unmodifiableSequencedMap(named);
      replaced = Collections.unmodifiableSequencedMap(replaced);
    }

    /**
     * The value of a name.
     *
     * @throws IllegalArgumentException if the program has no such name
     */
    public Tensor of(String name) {
      Tensor value = named.get(name);
      if (value == null) {
        throw new IllegalArgumentException("no value " + name + "; there are " + String.join(", ", named.keySet()));
      }
      return value;
    }

    /** What the program computed for a name, also if a given value took its place. */
    public Tensor computed(String name) {
      Tensor value = replaced.get(name);
      return value == null ? of(name) : value;
    }
  }

  private Program(Source source, List<Statement> all, Set<Statement> given) {
    this.source = source;
    this.pins = Map.of();
    Set<String> computed = new HashSet<>();
    all.stream().filter(statement -> !given.contains(statement)).forEach(statement -> computed.add(statement.name()));
    this.statements = all.stream().filter(s -> !(given.contains(s) && computed.contains(s.name()))).toList();
    all.stream().filter(given::contains).filter(s -> computed.contains(s.name())).forEach(this::replace);
    resolve();
  }

  private Program(Program other, Map<String, Tensor> pins) {
    this.source = other.source;
    this.statements = other.statements;
    this.givens.putAll(other.givens);
    this.pins = Map.copyOf(pins);
    resolve();
  }

  /**
   * Reads a program.
   *
   * @throws ExpressionException if it isn't one
   */
  public static Program parse(String text) {
    return parse(new Source("", false, text));
  }

  /**
   * Reads a program from a file's text, so that errors begin their place with the file's name: {@code net.gp:3:5}.
   *
   * @param file the name as errors show it
   * @throws ExpressionException if the text isn't a program
   */
  public static Program parse(String text, String file) {
    return parse(new Source(Source.visible(file), true, text));
  }

  private static Program parse(Source source) {
    Statements statements = new Statements(source);
    List<Statement> all = statements.all();
    return new Program(source, all, statements.givens());
  }

  /** Notes a value that takes the place of what is computed. */
  private void replace(Statement given) {
    if (givens.putIfAbsent(given.name(), given) != null) {
      throw source.error(given.at(), source.quote(given.at()) + " is given two values");
    }
  }

  /** Finds the names without a value, and requires the others to be assigned once, before they are used. */
  private void resolve() {
    statements.stream().map(Statement::name).filter(name -> !name.isEmpty()).forEach(assigned::add);
    Set<String> known = new HashSet<>();
    for (Statement statement : statements) {
      statement.value().all().forEach(part -> {
        if (part instanceof Expression.Name(String name, Place at)) {
          names.add(name);
          if (assigned.contains(name) && !known.contains(name)) {
            throw source.error(at, source.quote(at) + " is used before it is assigned");
          }
          if (!assigned.contains(name) && Constants.value(name).isEmpty()) {
            free.add(name);
          }
        }
      });
      if (!statement.name().isEmpty() && !known.add(statement.name())) {
        throw source.error(
            statement.at(),
            source.quote(statement.at())
                + " is assigned twice; each name stands for one value, so take another for this one");
      }
      Statement given = givens.get(statement.name());
      if (given != null && isConstant(statement)) {
        throw source.error(
            given.at(), source.quote(given.at()) + " is not computed from anything; change the number where it stands");
      }
    }
    names.addAll(assigned);
  }

  /** The statements, in order. */
  public List<Statement> statements() {
    return statements;
  }

  /** The values that take the place of what the program computes, by name: {@code given A1 = [[0.9, 0.95]]}. */
  public SequencedMap<String, Expression> givens() {
    SequencedMap<String, Expression> values = new LinkedHashMap<>();
    givens.forEach((name, given) -> values.put(name, given.value()));
    return values;
  }

  /** The names that need a value, in the order in which they first occur. */
  public SequencedSet<String> free() {
    return Collections.unmodifiableSequencedSet(free);
  }

  /** All names that occur, apart from functions. */
  public Set<String> names() {
    return Collections.unmodifiableSet(names);
  }

  /** The name of the result, or the empty string. */
  public String resultName() {
    return statements.getLast().name();
  }

  /**
   * The values of statements that need no others, such as {@code w = 0.5}: inputs that the program itself brings
   * along.
   */
  public SequencedMap<String, Tensor> constants() {
    SequencedMap<String, Tensor> constants = new LinkedHashMap<>();
    for (Statement statement : statements) {
      if (!statement.name().isEmpty() && isConstant(statement)) {
        constants.put(statement.name(), new Evaluator(source, Map.of()).of(statement.value()).named(statement.name()));
      }
    }
    return constants;
  }

  private boolean isConstant(Statement statement) {
    return statement.value().all()
        .noneMatch(part -> part instanceof Expression.Name(String name, Place _) && needsValue(name));
  }

  private boolean needsValue(String name) {
    return Constants.value(name).isEmpty() || assigned.contains(name);
  }

  /**
   * The values for values of the inputs.
   *
   * @param values float64 tensors for all {@link #free} names; others may be given for constants, and for statements
   *     that are constant, which are then passed over
   * @throws ExpressionException if a value is missing, or values don't fit together
   */
  public Values evaluate(Map<String, Tensor> values) {
    requireAll(values.keySet());
    SequencedMap<String, Tensor> all = new LinkedHashMap<>(values);
    SequencedMap<String, Tensor> replaced = new LinkedHashMap<>();
    Evaluator evaluator = new Evaluator(source, all);
    Tensor result = Tensor.scalar(0);
    for (Statement statement : statements) {
      String name = statement.name();
      evaluator.note(statement);
      if (values.containsKey(name)) {
        if (!isConstant(statement)) {
          throw source.error(
              statement.at(),
              String.format(Locale.ROOT,
                  "%1$s is computed here, and can't be an input too; to go on with another number, write given %1$s = …",
                  source.quote(statement.at())));
        }
        result = all.getOrDefault(name, result);
        continue;
      }
      result = evaluator.of(statement.value());
      boolean alias = statement.value() instanceof Expression.Name;
      Statement given = givens.get(name);
      if (given != null) {
        Tensor computed = alias ? result : result.named(name + " as computed");
        replaced.put(name, computed);
        result = moved(given, computed);
        alias = false;
      }
      if (!name.isEmpty()) {
        result = alias ? result : result.named(name);
        all.put(name, result);
      }
    }
    return new Values(all, result, replaced, evaluator.notes());
  }

  /**
   * The given value, moved as what is computed moves: given + (computed − c), where c is the number that is computed at the
   * point in question. So it is the given number there, and its derivatives are those of what is computed.
   */
  private Tensor moved(Statement given, Tensor computed) {
    Tensor number = new Evaluator(source, Map.of()).of(given.value());
    Tensor here = pins.getOrDefault(given.name(), computed.detach());
    if (!number.shape().equals(computed.shape())) {
      throw source.error(
          given.at(),
          String.format(Locale.ROOT,
              "%s is given %s, but what is computed is %s; a row is written [[1,2]]",
              source.quote(given.at()), number.shape().describe(""), computed.shape().describe("")));
    }
    if (!Arrays.stream(here.toDoubles()).allMatch(Double::isFinite)) {
      throw source.error(
          given.at(),
          source.quote(given.at()) + " can't be given here: what is computed for it is not finite, so that no"
              + " gradient passes; leave out the statement that computes it");
    }
    return number.plus(computed.minus(here));
  }

  /**
   * This program near a point: what it computes for names that are given another value is held to count from what it is at
   * the point. For finite differences, which go away from the point and must see the given value move.
   *
   * @param values of the inputs, as for {@link #evaluate}
   */
  public Program near(Map<String, Tensor> values) {
    if (givens.isEmpty()) {
      return this;
    }
    Map<String, Tensor> here = new HashMap<>();
    evaluate(values).replaced().forEach((name, computed) -> here.put(name, computed.detach()));
    return new Program(this, here);
  }

  private void requireAll(Set<String> given) {
    List<String> missing = free.stream().filter(name -> !given.contains(name)).toList();
    if (missing.isEmpty()) {
      return;
    }
    String wanted = missing.getFirst();
    Expression.Name first =
        (Expression.Name)
            statements.stream().flatMap(statement -> statement.value().all())
                .filter(part -> part instanceof Expression.Name(String name, Place _) && name.equals(wanted))
                .findFirst().orElseThrow();
    throw source.error(first.at(), missing(missing, first));
  }

  /**
   * Requires that no word without a value stands before a parenthesis: it is meant as a function, unlike the letter of a product x(x + 1).
   *
   * @param given names with a value
   * @throws ExpressionException at the first such word
   */
  public void requireNoUnknownFunction(Set<String> given) {
    statements.stream().flatMap(statement -> statement.value().all()).forEach(part -> {
      if (part instanceof Expression.Name(String name, Place at) && free.contains(name) && !given.contains(name)
          && source.text().startsWith("(", at.end()) && name.length() > 1 && name.chars().allMatch(Character::isLetter)) {
        throw source.error(at, missing(List.of(name), new Expression.Name(name, at)));
      }
    });
  }

  private String missing(List<String> missing, Expression.Name first) {
    String name = Source.visible(first.name());
    if (Functions.has(first.name())) {
      return String.format(Locale.ROOT, "%1$s is a function: write %1$s(…); or give a value with --at %1$s=…", name);
    }
    boolean called = source.text().startsWith("(", first.at().end());
    List<String> known = new ArrayList<>(names);
    known.removeAll(missing);
    known.addAll(called ? Functions.names() : Set.of());
    String near = Spelling.suggestion(first.name(), known);
    String problem =
        called
            ? "there is no function " + name + ", and no value of that name"
            : "no value for " + listed(missing, "", ", ");
    if (!near.isEmpty()) {
      return problem + near;
    }
    String values = missing.size() == 1 ? "a value" : "values";
    return problem + "; give " + values + " with --at " + listed(missing, "=…", ",");
  }

  private static String listed(List<String> names, String after, String between) {
    Stream<String> shown = names.stream().limit(LISTED).map(name -> Source.visible(name) + after);
    return shown.collect(Collectors.joining(between)) + (names.size() > LISTED ? between + "…" : "");
  }
}
