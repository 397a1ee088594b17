package glassprop.parity.command;

import glassprop.Tape;
import glassprop.Tensor;
import glassprop.array.NdArray;
import glassprop.check.NumericalGradient;
import glassprop.lens.expression.Program;
import glassprop.parity.oracle.Answer;
import glassprop.parity.oracle.Engine;
import glassprop.parity.oracle.Oracle;
import glassprop.parity.oracle.OracleException;
import glassprop.parity.oracle.Part;
import glassprop.parity.oracle.Replay;
import glassprop.parity.suite.Case;
import glassprop.parity.suite.Outcome;
import glassprop.parity.suite.Summary;
import glassprop.parity.suite.Tolerance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A program, here and in each oracle: its value, and its gradients by every value that has a name.
 *
 * @param result the name of the result, or the empty string
 * @param value of the result; of several elements the gradients are those of their sum
 * @param names of what is differentiated by: inputs first, and values in between
 * @param ours this engine's answer
 * @param theirs the oracles' answers
 * @param refusals what the others said instead
 * @param numeric the gradients by finite differences
 */
record Comparison(
    String result, NdArray value, List<String> names, Answer ours, SequencedMap<Oracle, Answer> theirs,
    SequencedMap<Oracle, String> refusals, List<NdArray> numeric, Summary summary) {

  /** Whether an oracle answered, and none otherwise than we do. */
  boolean ok() {
    return !theirs.isEmpty() && summary.failures().isEmpty();
  }

  private record Evaluated(Program.Values values, Tensor sum) {}

  /** Evaluates a program everywhere. */
  static Comparison of(Program program, Map<String, Tensor> values, List<Oracle> oracles) {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    values.forEach((name, x) -> inputs.put(name, Tensor.of(x.array().copy()).named(name))); // each an array of its own
    Program here = program.near(values); // of the values themselves, which are none of the inputs
    Tape<Evaluated> tape = Tape.of(() -> {
      Program.Values done = here.evaluate(inputs);
      return new Evaluated(done, done.result().sum());
    });
    Program.Values done = tape.result().values();
    SequencedMap<String, Tensor> watched = watched(done, program.resultName());
    Replay replay =
        new Replay(new Tape<>(tape.result().sum(), tape.entries()), List.copyOf(inputs.values()), List.copyOf(watched.values()));
    Engine engine = new Engine();
    Answer ours = engine.answer(replay.question());
    SequencedMap<Oracle, Answer> theirs = new LinkedHashMap<>();
    List<Outcome> outcomes = new ArrayList<>();
    SequencedMap<Oracle, String> refusals = new LinkedHashMap<>();
    for (Oracle oracle : oracles) {
      try {
        Answer answer = oracle.answer(replay.question());
        theirs.put(oracle, answer);
        for (int i = 0; i < watched.size(); i++) {
          Outcome.of(gradient(i, names(watched).get(i), ours, answer), engine, oracle).ifPresent(outcomes::add);
        }
      } catch (OracleException e) {
        refusals.put(oracle, String.valueOf(e.getMessage()));
      }
    }
    List<NdArray> numeric = watched.values().stream().map(x -> numeric(engine, replay, x)).toList();
    return new Comparison(
        program.resultName(), done.result().array(), names(watched), ours, theirs, refusals, numeric,
        new Summary(oracles, outcomes));
  }

  private static List<String> names(SequencedMap<String, Tensor> watched) {
    return List.copyOf(watched.keySet());
  }

  /** Every named number but the result itself. */
  private static SequencedMap<String, Tensor> watched(Program.Values values, String result) {
    SequencedMap<String, Tensor> watched = new LinkedHashMap<>(values.named());
    watched.remove(result);
    watched.values().removeIf(x -> !x.dtype().isFloat());
    return watched;
  }

  private static Case gradient(int index, String name, Answer ours, Answer theirs) {
    return new Case(
        new Case.Subject("gradient", name), "", Tolerance.ROUNDING,
        (engine, oracle) ->
            Optional.of(
                new Case.Answers(
                    List.of(new Part("the value", ours.value()), new Part("the gradient", ours.gradients().get(index))),
                    List.of(new Part("the value", theirs.value()), new Part("the gradient", theirs.gradients().get(index))))));
  }

  private static NdArray numeric(Engine engine, Replay replay, Tensor x) {
    Replay ofOne = new Replay(replay.tape(), List.of(x), List.of(x));
    return NumericalGradient.of(in -> engine.value(ofOne, List.of(in)), x.detach()).array();
  }
}
