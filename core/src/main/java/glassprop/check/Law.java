package glassprop.check;

import static glassprop.op.Terms.ZERO;

import glassprop.Autodiff;
import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.kernel.Kernels;
import glassprop.op.Elementwise;
import glassprop.op.Fused;
import glassprop.op.Numerics;
import glassprop.op.Specimen;
import glassprop.op.Term;
import glassprop.rule.Batch;
import glassprop.rule.Derivatives;
import glassprop.rule.Types;
import glassprop.rule.Writer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/**
 * What must hold of every op. A law is tried on a {@link Specimen}; {@link #violations} is empty if it holds.
 *
 * <p>{@link #GRADIENT} and {@link #ADJOINT} are both needed. Where one direction is derived from the other, the adjoint identity
 * holds by construction and only finite differences see a wrong rule; a pushforward that is stated by itself is seen only by the
 * identity.
 */
public enum Law {
  /** The type of the value is the one that was announced, and each rule gives its input's type. */
  TYPES {
    @Override
    void check(LawCase c) {
      for (int slot : c.slots()) {
        Term pullback = Derivatives.pullback(c.op, c.site, slot);
        if (!pullback.equals(ZERO)) {
          c.require(
              Types.of(pullback, c.site, slot).equals(c.site.input(slot)),
              () -> String.format(Locale.ROOT, "pullback %d: %s", slot, Writer.text(pullback)));
        }
        Term pushforward = Derivatives.pushforward(c.op, c.site, slot);
        if (!pushforward.equals(ZERO)) {
          c.require(
              Types.of(pushforward, c.site, slot).equals(c.site.output()),
              () -> String.format(Locale.ROOT, "pushforward %d: %s", slot, Writer.text(pushforward)));
        }
      }
    }
  },
  /** Every kernel gives the reference's value, in both precisions, whatever the strides. */
  VALUE {
    @Override
    void check(LawCase c) {
      for (DType type : DType.values()) {
        if (type.isFloat()) {
          c.compareWithReference(c.samples(type), tolerance(type));
        }
      }
    }
  },
  /** NaN and the infinities, at any place of any input, give what the reference says. */
  SPECIAL_VALUES {
    @Override
    void check(LawCase c) {
      for (int slot = 0; slot < c.site.inputs().size(); slot++) {
        if (c.site.input(slot).dtype().isFloat() && c.site.shape(slot).size() > 0) {
          for (double special : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, -0.0}) {
            List<NdArray> inputs = new ArrayList<>(Samples.of(c.specimen, DType.F64, c.random));
            inputs.get(slot).doubles()[c.random.nextInt(c.site.shape(slot).size())] = special;
            c.compareWithReference(c.laid(inputs), 1e-13);
          }
        }
      }
    }
  },
  /** The pullback agrees with finite differences in every element of every input. */
  GRADIENT {
    @Override
    void check(LawCase c) {
      if (!c.slots().isEmpty()) {
        List<Tensor> inputs = c.tensors();
        Tensor weights = Tensor.of(Samples.directions(c.site.output(), c.random));
        c.gradCheck(xs -> Tensor.apply(c.op, c.withLeaves(inputs, xs)).times(weights).sum(), c.leaves(inputs));
      }
    }
  },
  /** The gradient, as a function of the inputs and of the cotangent, has a gradient that agrees with finite differences. */
  SECOND_ORDER {
    @Override
    void check(LawCase c) {
      if (!c.slots().isEmpty()) {
        List<Tensor> inputs = c.tensors();
        Tensor cotangent = Tensor.of(Samples.directions(c.site.output(), c.random));
        List<Tensor> directions =
            c.slots().stream().map(slot -> Tensor.of(Samples.directions(c.site.input(slot), c.random))).toList();
        List<Tensor> leaves = new ArrayList<>(c.leaves(inputs));
        leaves.add(cotangent);
        c.gradCheck(xs -> c.alongGradient(inputs, xs, directions), leaves);
      }
    }
  },
  /** Forward mode agrees with reverse mode, at first order and, over reverse mode, at second. */
  FORWARD {
    @Override
    void check(LawCase c) {
      if (!c.slots().isEmpty()) {
        List<Tensor> inputs = c.tensors();
        List<Tensor> xs = c.leaves(inputs);
        List<Tensor> tangents = xs.stream().map(x -> Tensor.of(Samples.directions(x.type(), c.random))).toList();
        List<Tensor> directions = xs.stream().map(x -> Tensor.of(Samples.directions(x.type(), c.random))).toList();
        Tensor weights = Tensor.of(Samples.directions(c.site.output(), c.random));
        c.requireModesAgree(
            in -> Tensor.apply(c.op, c.withLeaves(inputs, in)).times(weights).sum(), xs, tangents, "first order");
        c.requireModesAgree(
            in -> c.alongGradient(inputs, c.trackedWith(in, weights), directions), xs, tangents, "second order");
      }
    }
  },
  /** ⟨ȳ, Jẋ⟩ = ⟨Jᵀȳ, ẋ⟩ for every input. */
  ADJOINT {
    @Override
    void check(LawCase c) {
      List<NdArray> inputs = c.samples(DType.F64);
      NdArray output = c.op.value(Kernels.best(), inputs, c.site.output());
      for (int slot : c.slots()) {
        NdArray tangent = Samples.directions(c.site.input(slot), c.random);
        NdArray cotangent = Samples.directions(c.site.output(), c.random);
        double forward = c.dot(Derivatives.pushforward(c.op, c.site, slot), inputs, output, tangent, cotangent);
        double backward = c.dot(Derivatives.pullback(c.op, c.site, slot), inputs, output, cotangent, tangent);
        c.require(
            Math.abs(forward - backward) <= 1e-11 * Math.max(1, Math.abs(forward)),
            () -> String.format(Locale.ROOT, "input %d: ⟨ȳ, Jẋ⟩ = %s, ⟨Jᵀȳ, ẋ⟩ = %s", slot, forward, backward));
      }
    }
  },
  /** A fused op's cotangents are those of its rule, in both precisions. */
  FUSED {
    @Override
    void check(LawCase c) {
      if (c.op instanceof Fused fused) {
        for (DType type : DType.values()) {
          if (type.isFloat()) {
            c.compareWithRule(fused, type, 10 * tolerance(type));
          }
        }
      }
    }
  },
  /** The op on a batch gives what it gives for each item, whichever inputs vary. */
  BATCHED {
    @Override
    void check(LawCase c) {
      Batch batch = new Batch(3);
      List<List<NdArray>> items = IntStream.range(0, batch.size()).mapToObj(_ -> c.samples(DType.F64)).toList();
      int inputs = c.site.inputs().size();
      List<BitSet> subsets = new ArrayList<>(IntStream.range(0, inputs).mapToObj(i -> BitSet.valueOf(new long[] {1L << i})).toList());
      subsets.add(BitSet.valueOf(new long[] {(1L << inputs) - 1}));
      for (BitSet varying : subsets) {
        List<Batch.Value> values = IntStream.range(0, inputs)
            .mapToObj(slot -> varying.get(slot)
                ? Batch.stacked(items.stream().map(item -> item.get(slot)).toList())
                : new Batch.Value(items.getFirst().get(slot), false))
            .toList();
        Batch.Value whole = batch.apply(c.op, values);
        for (int i = 0; i < batch.size(); i++) {
          int item = i;
          NdArray one = Numerics.NUMBERS.apply(c.op, values.stream().map(value -> value.item(item)).toList());
          c.requireEqual(whole.item(i), one, () -> "inputs " + varying + " vary, item " + item);
        }
      }
    }
  },
  /**
   * Where an op is singular, or looks as if it could be, its second and third derivatives are those that differences give, or not finite
   * where there are none: no rule states a number there that is the slope of its patch. See {@link SingularPoints}.
   */
  SINGULAR_POINTS {
    @Override
    void check(LawCase c) {
      new SingularPoints(c).check();
    }
  },
  /** At each kink the slope is the stated one, and lies between those on both sides. */
  KINKS {
    @Override
    void check(LawCase c) {
      if (c.op instanceof Elementwise f && c.site.output().shape().rank() == 0) {
        for (int slot = 0; slot < f.arity(); slot++) {
          for (var kink : f.domain(slot).kinks()) {
            Tensor x = Tensor.scalar(kink.at()).tracked();
            Tensor.apply(c.op, x).backward();
            double slope = x.grad().item();
            c.require(
                slope == kink.slope() || (Double.isNaN(slope) && Double.isNaN(kink.slope())),
                () -> String.format(Locale.ROOT, "slope %s at %s, stated %s", slope, kink.at(), kink.slope()));
            GradCheck.strict().check(in -> Tensor.apply(c.op, in.getFirst()), List.of(x)).failures()
                .forEach(outside -> c.require(false, outside::toString));
          }
        }
      }
    }
  },
  /** Neither a backward nor a forward pass applies an op twice to the same operands: what the parts of a rule have in common is computed once. */
  NOTHING_TWICE {
    @Override
    void check(LawCase c) {
      List<Tensor> inputs = c.tensors();
      List<Tensor> xs = c.leaves(inputs);
      if (!xs.isEmpty()) {
        List<Tensor> tangents = xs.stream().map(x -> c.direction(x.type())).toList();
        c.requireNothingTwice("backward", () -> Autodiff.vjp(in -> Tensor.apply(c.op, c.withLeaves(inputs, in)), xs, c.direction(c.site.output())));
        c.requireNothingTwice("forward", () -> Autodiff.jvp(in -> Tensor.apply(c.op, c.withLeaves(inputs, in)), xs, tangents));
      }
    }
  },
  /** The op and its rules can be written down. */
  NOTATION {
    @Override
    void check(LawCase c) {
      List<Term> operands = IntStream.range(0, c.site.inputs().size()).<Term>mapToObj(Term::input).toList();
      List<Term> terms = new ArrayList<>(List.of(c.op.on(operands)));
      c.slots().forEach(slot -> terms.add(Derivatives.pullback(c.op, c.site, slot)));
      for (Term term : terms) {
        String text = Writer.text(term);
        String latex = Writer.latex(term, s -> "s");
        c.require(
            !text.isBlank() && !text.contains("#") && !latex.isBlank() && balanced(latex), () -> text + " | " + latex);
      }
    }
  };

  abstract void check(LawCase c);

  /**
   * Tries this law on contiguous inputs, and on inputs with other strides.
   *
   * @param seed fixes the numbers that are tried
   * @return what went wrong, in words; empty if the law holds
   */
  public List<String> violations(Specimen specimen, long seed) {
    List<String> violations = new ArrayList<>();
    for (boolean strided : new boolean[] {false, true}) {
      LawCase c = new LawCase(specimen, strided, RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
      check(c);
      violations.addAll(c.violations());
    }
    return violations;
  }

  private static boolean balanced(String latex) {
    return latex.chars().filter(ch -> ch == '{').count() == latex.chars().filter(ch -> ch == '}').count();
  }

  /** How far a value may be from its reference: a few roundings of the format. */
  private static double tolerance(DType type) {
    return switch (type.precision()) {
      case SINGLE -> 2e-6;
      case DOUBLE -> 1e-13;
    };
  }
}
