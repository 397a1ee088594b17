package glassprop.parity.command;

import glassprop.cli.terminal.Failure;
import glassprop.parity.oracle.Oracle;
import glassprop.parity.pytorch.LibTorch;
import glassprop.parity.tensorflow.TensorFlowGraph;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The oracles that there are; each has a native library for some platforms only. */
public enum Available {
  /** Linux x86-64, macOS arm64 and Windows x86-64. */
  PYTORCH(LibTorch::new),
  /** Linux x86-64 and arm64, macOS arm64 and Windows x86-64. */
  TENSORFLOW(TensorFlowGraph::new);

  private final Supplier<Oracle> start;

  Available(Supplier<Oracle> start) {
    this.start = start;
  }

  /** Loads it; empty if there is no library for this platform, or it can't be loaded. */
  public Optional<Oracle> load() {
    try {
      return Optional.of(start.get());
    } catch (LinkageError _) { // says no more than that a file is missing
      return Optional.empty();
    }
  }

  /** The one of a name. */
  static Available named(String name) {
    return Arrays.stream(values()).filter(oracle -> oracle.label().equals(name)).findFirst()
        .orElseThrow(() -> Failure.ofInput("--against " + name + ": expected " + labels()));
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static String labels() {
    return Arrays.stream(values()).map(Available::label).collect(Collectors.joining(", "));
  }
}
