package glassprop.nn.network;

import glassprop.Tensor;
import glassprop.nn.Initializer;
import glassprop.nn.layer.Dropout;
import glassprop.nn.layer.Embedding;

/** Layers as a user writes them, for what a chain of layers cannot say. */
final class Blocks {
  private Blocks() {}

  /** One table for what goes in and what comes out (Press and Wolf, Using the output embedding to improve language models, 2017). */
  record Tied(int vocabulary, int width) implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor tokens) {
      Tensor table = new Embedding(vocabulary, width).table(scope.child("embedding"));
      Tensor read = Embedding.lookUp(table, tokens).tanh();
      return read.matmul(table.transpose());
    }
  }

  /** What an LSTM cell carries from step to step. */
  record State(Tensor h, Tensor c) {}

  /** A cell with two inputs and two outputs (Hochreiter and Schmidhuber, Long short-term memory, 1997): a method with a scope. */
  static State lstm(Scope scope, Tensor x, State before) {
    int inputs = x.shape().get(1);
    int units = before.h().shape().get(1);
    Tensor gates = x.matmul(scope.parameter("weight_ih", Kind.LINEAR, Initializer.xavier(), inputs, 4 * units))
        .plus(before.h().matmul(scope.parameter("weight_hh", Kind.LINEAR, Initializer.xavier(), units, 4 * units)))
        .plus(scope.parameter("bias", Kind.BIAS, Initializer.zeros(), 4 * units));
    Tensor in = gates.slice(1, 0, units).sigmoid();
    Tensor forget = gates.slice(1, units, 2 * units).sigmoid();
    Tensor cell = gates.slice(1, 2 * units, 3 * units).tanh();
    Tensor out = gates.slice(1, 3 * units, 4 * units).sigmoid();
    Tensor c = forget.times(before.c()).plus(in.times(cell));
    return new State(out.times(c.tanh()), c);
  }

  /** The cell at each step of (batch, steps, inputs). */
  record Lstm(int units) implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor x) {
      Scope cell = scope.child("cell");
      Tensor zero = Tensor.zeros(x.dtype(), x.shape().get(0), units);
      State state = new State(zero, zero);
      for (int step = 0; step < x.shape().get(1); step++) {
        state = lstm(cell.again(), x.select(1, step), state);
      }
      return state.h();
    }
  }

  /** Attention with several heads (Vaswani et al., Attention is all you need, 2017), from (batch, to, width) to (batch, from, width). */
  static Tensor attention(Scope scope, Tensor from, Tensor to, boolean causal, int heads) {
    int width = from.shape().get(2);
    Tensor q = split(projected(scope, "query", from), heads);
    Tensor k = split(projected(scope, "key", to), heads);
    Tensor v = split(projected(scope, "value", to), heads);
    Tensor scores = q.matmul(k.permute(0, 1, 3, 2)).times(1 / Math.sqrt(width / (double) heads));
    Tensor masked = causal ? scores.maskedFill(later(from.shape().get(1)), Double.NEGATIVE_INFINITY) : scores;
    Tensor weights = scope.dropout(masked.softmax(-1), 0.1);
    Tensor mixed = weights.matmul(v).permute(0, 2, 1, 3).reshape(from.shape().get(0), from.shape().get(1), width);
    return projected(scope, "out", mixed);
  }

  private static Tensor projected(Scope scope, String name, Tensor x) {
    int width = x.shape().get(2);
    return x.matmul(scope.parameter(name, Kind.LINEAR, Initializer.xavier(), width, width));
  }

  private static Tensor split(Tensor x, int heads) {
    int[] s = x.shape().toArray();
    return x.reshape(s[0], s[1], heads, s[2] / heads).permute(0, 2, 1, 3);
  }

  private static Tensor later(int length) {
    boolean[][] later = new boolean[length][length];
    for (int i = 0; i < length; i++) {
      for (int j = i + 1; j < length; j++) {
        later[i][j] = true;
      }
    }
    return Tensor.mask(later);
  }

  /** A decoder's block over a memory: the first half of the sequence is the memory. */
  record Decoder(int heads) implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor x) {
      int half = x.shape().get(1) / 2;
      Tensor memory = x.slice(1, 0, half);
      Tensor own = x.slice(1, half, 2 * half);
      Tensor self = own.plus(attention(scope.child("self"), own, own, true, heads));
      return self.plus(attention(scope.child("cross"), self, memory, false, heads));
    }
  }

  /** A user's block of ten lines, with statistics and chance inside. */
  record Noisy(int units, double rate) implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor x) {
      Tensor weight = scope.parameter("weight", Kind.LINEAR, Initializer.he(), x.shape().get(1), units);
      Tensor seen = scope.buffer("largest", 0, units);
      Tensor y = x.matmul(weight);
      scope.update("largest", y.detach().abs().max(0).maximum(seen));
      return scope.apply("dropout", new Dropout(rate), y.tanh());
    }
  }
}
