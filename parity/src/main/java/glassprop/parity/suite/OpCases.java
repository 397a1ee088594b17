package glassprop.parity.suite;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.check.Samples;
import glassprop.op.Op;
import glassprop.op.Permute;
import glassprop.op.Site;
import glassprop.op.Slice;
import glassprop.op.Specimen;
import glassprop.op.catalogue.Ops;
import glassprop.parity.oracle.Computation;
import glassprop.parity.oracle.Engine;
import glassprop.parity.oracle.Interpreter;
import glassprop.parity.oracle.Oracle;
import glassprop.parity.oracle.Question;
import glassprop.rule.Derivatives;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Every op of the catalogue on each of its specimens: contiguous and strided inputs, at first and at second order. */
public final class OpCases {
  private static final long SEED = 17;

  private OpCases() {}

  /** How the inputs lie in memory. */
  private enum Layout {
    CONTIGUOUS,
    /** Every second element of a larger array with its axes in reverse order: what a slice of a transpose is. */
    STRIDED
  }

  /** The cases of all ops. */
  public static List<Case> all() {
    return Ops.all().stream().flatMap(specimen -> of(specimen).stream()).toList();
  }

  /** The cases of one specimen. */
  public static List<Case> of(Specimen specimen) {
    Site site = specimen.site(DType.F64);
    boolean differentiable =
        IntStream.range(0, site.inputs().size()).anyMatch(slot -> Derivatives.exists(specimen.op(), site, slot));
    List<Case> cases = new ArrayList<>();
    for (Layout layout : Layout.values()) {
      for (int order = 1; order <= (differentiable ? 2 : 1); order++) {
        String setting =
            shapes(specimen) + (layout == Layout.STRIDED ? ", strided" : "") + (order == 2 ? ", second order" : "");
        Case.Subject subject = new Case.Subject("op", specimen.op().mnemonic());
        cases.add(new Case(subject, setting, Tolerance.ROUNDING, new OpTrial(specimen, layout, order)));
      }
    }
    return cases;
  }

  /** The shapes of the inputs, and what else the op says of itself. */
  private static String shapes(Specimen specimen) {
    String shapes = specimen.inputs().stream().map(input -> input.shape().toString()).collect(Collectors.joining(" "));
    return specimen.op() instanceof Record op ? shapes + ", " + op : shapes;
  }

  private record OpTrial(Specimen specimen, Layout layout, int order) implements Case.Trial {
    @Override
    public Optional<Case.Answers> ask(Engine engine, Oracle oracle) {
      Op op = specimen.op();
      boolean valueOnly = oracle.vocabulary().valuesAlone().stream().anyMatch(note -> note.ops().test(op));
      boolean gap = oracle.vocabulary().gaps().stream().anyMatch(note -> note.ops().test(op));
      if (gap || (order == 2 && (valueOnly || !oracle.hasSecondOrder()))) {
        return Optional.empty();
      }
      Question question = question(valueOnly);
      return Optional.of(Case.Answers.to(question, engine, oracle));
    }

    private Question question(boolean valueOnly) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
      Site site = specimen.site(DType.F64);
      List<NdArray> samples = Samples.of(specimen, DType.F64, random);
      List<NdArray> inputs = samples.stream().map(x -> layout == Layout.STRIDED ? stored(x) : x).toList();
      NdArray cotangent = Samples.directions(site.output(), random);
      List<Integer> slots = valueOnly ? List.of() : slots(site);
      List<NdArray> directions =
          slots.stream().filter(slot -> order == 2).map(slot -> Samples.directions(inputs.get(slot).type(), random)).toList();
      return new Question(inputs, computation(samples, slots), cotangent, directions);
    }

    private List<Integer> slots(Site site) {
      return IntStream.range(0, site.inputs().size())
          .filter(slot -> Derivatives.exists(specimen.op(), site, slot))
          .boxed().toList();
    }

    private Computation computation(List<NdArray> samples, List<Integer> slots) {
      Op op = specimen.op();
      boolean strided = layout == Layout.STRIDED;
      return new Computation() {
        @Override
        public <V> Done<V> in(Interpreter<V> system, List<V> inputs) {
          List<V> operands = new ArrayList<>();
          for (int slot = 0; slot < inputs.size(); slot++) {
            V input = inputs.get(slot);
            operands.add(strided ? view(system, input, samples.get(slot).shape()) : input);
          }
          return new Done<>(system.apply(op, operands), slots.stream().map(inputs::get).toList());
        }
      };
    }
  }

  /** The numbers in an array of which {@link #view} shows them. */
  private static NdArray stored(NdArray numbers) {
    int rank = numbers.shape().rank();
    if (rank == 0) {
      return numbers;
    }
    NdArray reversed = numbers.permute(reversed(rank));
    int size = reversed.shape().get(rank - 1);
    TensorType wide = reversed.type().withShape(reversed.shape().with(rank - 1, 2 * size + 1));
    NdArray stored = NdArray.zeros(wide);
    stored.slice(rank - 1, 1, size, 2).copyFrom(reversed);
    return stored;
  }

  private static <V> V view(Interpreter<V> system, V stored, Shape shape) {
    int rank = shape.rank();
    if (rank == 0) {
      return stored;
    }
    V every = system.apply(new Slice(rank - 1, 1, shape.get(0), 2), List.of(stored));
    return system.apply(new Permute(IntStream.of(reversed(rank)).boxed().toList()), List.of(every));
  }

  private static int[] reversed(int rank) {
    return IntStream.range(0, rank).map(axis -> rank - 1 - axis).toArray();
  }
}
