package glassprop.nn.io;

import glassprop.Tensor;
import glassprop.array.NdArray;
import glassprop.array.TensorType;
import glassprop.nn.network.Entry;
import glassprop.nn.network.Network;
import glassprop.nn.network.NetworkException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How a system calls a network's parameters and buffers, and how it lays them out.
 *
 * <pre>{@code
 * Safetensors.write(file, Naming.PYTORCH.tensors(network), Map.of());
 * Safetensors.read(file).into(network, Naming.PYTORCH);
 * }</pre>
 */
public enum Naming {
  /** The paths of the network, and its own layout. */
  GLASSPROP {
    @Override
    Map<String, Named> names(Network network) {
      Map<String, Named> names = new LinkedHashMap<>();
      network.entries().forEach(entry -> names.put(entry.path(), new Named(entry, false)));
      return names;
    }
  },
  /**
   * The state dict of the same network in PyTorch: there an activation is a module of its own, so that the numbers of a chain go on by two after a dense layer
   * that has one, and the weight of a linear map is (outputs, inputs). Counters of batches, {@code num_batches_tracked}, are passed over.
   */
  PYTORCH {
    @Override
    Map<String, Named> names(Network network) {
      return PyTorchNames.of(network);
    }

    @Override
    boolean passesOver(String name) {
      return name.equals(PyTorchNames.COUNTER) || name.endsWith("." + PyTorchNames.COUNTER);
    }
  };

  /**
   * A tensor as another system knows it.
   *
   * @param transposed whether the last two axes change places there
   */
  record Named(Entry entry, boolean transposed) {
    TensorType type() {
      return transposed ? entry.type().withShape(flipped(NdArray.described(entry.type())).shape()) : entry.type();
    }

    NdArray there(NdArray ours) {
      return transposed ? flipped(ours).copy() : ours;
    }

    NdArray ours(NdArray theirs) {
      return there(theirs);
    }

    private static NdArray flipped(NdArray array) {
      int rank = array.shape().rank();
      int[] order = new int[rank];
      for (int axis = 0; axis < rank; axis++) {
        order[axis] = axis < rank - 2 ? axis : 2 * rank - 3 - axis;
      }
      return array.permute(order);
    }
  }

  /** Everything in a network by the name that it has there. */
  abstract Map<String, Named> names(Network network);

  /** Whether there are tensors of this name for which a network has no use. */
  boolean passesOver(String name) {
    return false;
  }

  /** The numbers of a network under the names, and in the layout, of the system. */
  public Map<String, NdArray> tensors(Network network) {
    Objects.requireNonNull(network, "naming: expected a network, came null");
    Map<String, NdArray> tensors = new LinkedHashMap<>();
    names(network).forEach((name, named) -> {
      Tensor own = network.tensor(named.entry().path());
      tensors.put(name, named.there(own.array()));
    });
    return tensors;
  }

  /**
   * The numbers of a network by its paths and in its layout.
   *
   * @param tensors under the names of the system
   * @throws NetworkException naming everything that is missing, unexpected, or of another type
   */
  Map<String, NdArray> numbers(Network network, Map<String, NdArray> tensors) {
    List<String> wrong = new ArrayList<>();
    Map<String, NdArray> numbers = new LinkedHashMap<>();
    Map<String, NdArray> unexpected = new LinkedHashMap<>(tensors);
    names(network).forEach((name, named) -> {
      NdArray given = unexpected.remove(name);
      if (given == null) {
        wrong.add(name + " " + named.type() + " is missing");
      } else if (!given.type().equals(named.type())) {
        wrong.add(name + ": expected " + named.type() + ", found " + given.type());
      } else {
        numbers.put(named.entry().path(), named.ours(given));
      }
    });
    unexpected.forEach((name, array) -> {
      if (!passesOver(name)) {
        wrong.add(ModelFileException.shown(name) + " " + array.type() + " isn't part of the network");
      }
    });
    if (!wrong.isEmpty()) {
      throw new NetworkException("the tensors don't fit the network by the names of " + this + ": " + String.join("; ", wrong));
    }
    return numbers;
  }
}
