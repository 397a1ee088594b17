package glassprop.parity;

import glassprop.parity.oracle.Oracle;
import glassprop.parity.pytorch.LibTorch;
import glassprop.parity.tensorflow.TensorFlowGraph;
import java.util.List;

/** The oracles, loaded once for all tests: both in one JVM. */
public final class Oracles {
  public static final Oracle PYTORCH = new LibTorch();
  public static final Oracle TENSORFLOW = new TensorFlowGraph();
  public static final List<Oracle> ALL = List.of(PYTORCH, TENSORFLOW);

  private Oracles() {}
}
