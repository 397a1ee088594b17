package glassprop.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.Tensor;
import java.io.File;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.reflect.AccessFlag;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Arrays whose length a user chooses are made by {@code Heap}, so that a size that does not fit is a named error everywhere. Read from the compiled
 * classes: whoever makes, copies or collects an array of numbers of another length than a constant is listed here, with the reason why it can't be
 * long. Of arrays of ints, most of which are shapes and indices, only the making is looked at.
 */
class ArraysTest {
  private static final String LANES = "one number for each lane of a vector";
  private static final String STEPS = "one number for each step of finite differences";
  private static final String PARTS = "one number for each part of a rule";
  private static final String OPERANDS = "one number for each operand";
  private static final Map<String, String> OF_NUMBERS =
      Map.ofEntries(
          Map.entry("kernel.Heap", "the one place for it"),
          Map.entry("kernel.Pool", "scratch below the length from which arrays are shared"),
          Map.entry("kernel.vector.FloatDots", LANES),
          Map.entry("kernel.vector.DoubleDots", LANES),
          Map.entry("kernel.vector.FloatTranspose", LANES),
          Map.entry("kernel.vector.DoubleTranspose", LANES),
          Map.entry("op.Elementwise", OPERANDS),
          Map.entry("op.ElementwiseLoops", OPERANDS),
          Map.entry("op.Program", PARTS),
          Map.entry("op.Range", OPERANDS),
          Map.entry("rule.Transposition", PARTS),
          Map.entry("op.PowerDerivative", "one number for each time that a power was differentiated"),
          Map.entry("check.Differences", STEPS),
          Map.entry("check.Limit", STEPS),
          Map.entry("check.SingularPoints", "the elements of a specimen, which is small"),
          Map.entry("check.Samples", "the elements of a specimen, which is small"),
          Map.entry("check.DirectionCheck", "the elements of an input of which four copies fit a moment before"));

  private static final Set<String> OF_INTS_BY_AXES =
      Set.of(
          "Tensor", "array.NdArray", "array.Runs", "array.Shape", "op.vocabulary.Arrangements", "rule.Batch", "op.convolution.ConvolutionShapes", "op.catalogue.EmbeddingLookup",
          "op.vocabulary.Indexing", "op.MatMul", "op.Permute", "op.Reading", "op.Reduction", "op.Reference", "op.Reshape", "op.vocabulary.ShapedOperand");
  private static final Set<String> OF_INTS =
      Set.of(
          "kernel.Heap",
          "StepMemory", // one for each tensor that a step keeps
          "op.catalogue.Fusion", "op.Program", // one for each part of a rule
          "text.Spelling"); // one for each letter of a name

  @Test
  void arraysOfNumbersThatCanBeLongAreMadeByHeap() throws IOException, URISyntaxException {
    assertThat(makers("[BCDFJSZ]")).isEqualTo(new TreeSet<>(OF_NUMBERS.keySet()));
  }

  @Test
  void arraysOfIntsThatCanBeLongAreMadeByHeap() throws IOException, URISyntaxException {
    Set<String> listed = new TreeSet<>(OF_INTS_BY_AXES);
    listed.addAll(OF_INTS);
    assertThat(makers("I")).isEqualTo(listed);
  }

  /** The classes of core, inner ones under the name of their outermost, that make arrays of some primitive types. */
  private static Set<String> makers(String types) throws IOException, URISyntaxException {
    Path root = Path.of(Tensor.class.getProtectionDomain().getCodeSource().getLocation().toURI()).resolve("glassprop");
    Set<String> makers = new TreeSet<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        ClassModel model = ClassFile.of().parse(file);
        boolean written = !model.flags().has(AccessFlag.SYNTHETIC); // by a person: not the table of a switch
        if (written && model.methods().stream().anyMatch(method -> makesAnArray(method, types))) {
          makers.add(root.relativize(file).toString().replaceFirst("(\\$.*)?\\.class", "").replace(File.separatorChar, '.'));
        }
      }
    }
    return makers;
  }

  private static boolean makesAnArray(MethodModel method, String types) {
    List<Instruction> code =
        method.code().stream().flatMap(CodeModel::elementStream).filter(Instruction.class::isInstance).map(Instruction.class::cast).toList();
    return IntStream.range(0, code.size()).anyMatch(i -> makesAnArray(code.get(i), types, i > 0 && code.get(i - 1) instanceof ConstantInstruction));
  }

  private static boolean makesAnArray(Instruction instruction, String types, boolean constant) {
    return switch (instruction) {
      case NewPrimitiveArrayInstruction one ->
          !constant && one.typeKind().upperBound().descriptorString().matches(types);
      case NewMultiArrayInstruction many -> many.arrayType().asInternalName().matches("\\[+" + types);
      case InvokeInstruction call -> !types.equals("I") && copies(call, types);
      default -> false;
    };
  }

  /** Whether a call makes an array that is as long as something else. */
  private static boolean copies(InvokeInstruction call, String types) {
    String owner = call.owner().asInternalName();
    return switch (call.name().stringValue()) {
      case "clone" -> owner.matches("\\[" + types);
      case "copyOf", "copyOfRange" -> call.type().stringValue().matches("\\(\\[" + types + ".*");
      case "toArray" -> owner.matches("java/util/stream/(Long|Double)Stream");
      default -> false;
    };
  }
}
