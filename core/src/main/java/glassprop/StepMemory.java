package glassprop;

import glassprop.array.NdArray;
import glassprop.op.Program;
import org.jspecify.annotations.Nullable;

/** What a step keeps for a backward pass, which then frees it: arrays with an entry for each input. */
final class StepMemory {
  final @Nullable Node[] inputs;
  final @Nullable Program pullbacks; // of the op's rule, if it was needed so far
  final @Nullable Tensor[] saved; // the inputs, and after them the output
  final int[] versions; // of the saved values
  final @Nullable Code code; // the rule, where it is not made of terms
  final Step.@Nullable Constant[] constants; // of the inputs that are not tracked; empty if there are none to tell of
  final @Nullable NdArray byProduct; // of a fused op
  @Nullable Pass input; // the derivative function to whose function this is an input

  StepMemory(
      @Nullable Node[] inputs,
      @Nullable Program pullbacks,
      @Nullable Tensor[] saved,
      Step.@Nullable Constant[] constants,
      @Nullable Code code,
      @Nullable NdArray byProduct) {
    this.code = code;
    this.constants = constants;
    this.inputs = inputs;
    this.pullbacks = pullbacks;
    this.saved = saved;
    this.byProduct = byProduct;
    this.versions = new int[saved.length];
    for (int i = 0; i < saved.length; i++) {
      Tensor value = saved[i];
      versions[i] = value == null ? 0 : value.array().storage().version();
    }
  }
}
