package glassprop.lens.expression;

import glassprop.Tensor;
import glassprop.lens.expression.Token.Kind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Values given to names: {@code x=1, w=[0.5, 2], W=[[1,2],[3,4]], t=pi/4}. Any expression without names will do. */
public final class Bindings {
  private final SequencedMap<String, Tensor> values = new LinkedHashMap<>();
  private final SequencedMap<String, ExpressionException> unused = new LinkedHashMap<>();

  private Bindings() {}

  /**
   * Reads texts of bindings with commas between.
   *
   * @throws ExpressionException if one isn't, or a name is given two values
   */
  public static Bindings parse(List<String> texts) {
    Bindings bindings = new Bindings();
    for (String text : texts) {
      bindings.read(new Source("in --at", false, text));
    }
    return bindings;
  }

  private void read(Source source) {
    Words words = new Words(source);
    do {
      skipLines(words);
      if (!words.at(Kind.NAME)) {
        throw words.unexpected("a name and its value, as in x=1 or x=[1,2]");
      }
      Token name = words.take();
      if (!words.takeIf(Kind.ASSIGN)) {
        throw words.unexpected("= and a value, as in " + source.quote(name.at()) + "=1");
      }
      Expression value = new Parser(words).expression();
      source.requireNumbers(value);
      if (values.containsKey(name.text())) {
        throw source.error(name.at(), source.quote(name.at()) + " is given two values");
      }
      values.put(name.text(), new Evaluator(source, Map.of()).of(value).named(name.text()));
      unused.put(
          name.text(), source.error(name.at(), source.quote(name.at()) + " is given a value but does not occur"));
      skipLines(words);
    } while (words.takeIf(Kind.COMMA));
    if (!words.at(Kind.END)) {
      throw words.unexpected("a comma or the end");
    }
  }

  private static void skipLines(Words words) {
    while (words.at(Kind.NEWLINE)) {
      words.take();
    }
  }

  /** The values by name, labelled, in the order in which they were given. */
  public SequencedMap<String, Tensor> values() {
    return Collections.unmodifiableSequencedMap(values);
  }

  /**
   * Requires each name to occur in a program.
   *
   * @throws ExpressionException at the first that doesn't
   */
  public void requireUsedBy(Program program) {
    unused.forEach((name, error) -> {
      if (!program.names().contains(name)) {
        throw error;
      }
    });
  }
}
