package glassprop.nn.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.nn.Activation;
import glassprop.nn.Initializer;
import glassprop.nn.layer.BatchNorm;
import glassprop.nn.layer.Dense;
import glassprop.nn.layer.Dropout;
import glassprop.nn.layer.Embedding;
import glassprop.nn.layer.Flatten;
import glassprop.nn.layer.LayerNorm;
import glassprop.nn.layer.Recomputed;
import glassprop.nn.layer.Residual;
import glassprop.nn.layer.Sequential;
import glassprop.nn.network.Architecture;
import glassprop.nn.network.Kind;
import glassprop.nn.network.Layer;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks in writing: what is written is read again, in every form, and what is wrong is told with its place. */
class FormsTest {
  @TempDir private Path folder;

  private static final LayerKinds KINDS = LayerKinds.standard().with(LayerKind.of("gate", new Gate(0, true, Activation.IDENTITY), "start", "inner"));

  static List<Architecture> architectures() {
    List<Layer> layers = new ArrayList<>(Arrays.asList(Activation.values()));
    layers.addAll(List.of(
        new Dense(3), new Dense(3, Activation.RELU), new Dense(3, Activation.GELU, false), new Dense(3, Activation.IDENTITY, false),
        new BatchNorm(), new BatchNorm(0.3, 1e-7, false), new LayerNorm(1e-3), new Dropout(0.25), new Flatten(),
        Sequential.of(), Sequential.of(new Dense(2)), new Sequential(List.of(new Sequential.Named("only", new Dense(2)))),
        Sequential.of(new Dense(4, Activation.TANH), Sequential.of(new Dense(4), Sequential.of(new BatchNorm())), Activation.TANH).then("logits", new Dense(2)),
        new Residual(new Dense(3)), new Residual(Sequential.of(new Dense(3))), new Residual(Sequential.of(new Dense(4), new Dense(2)), new Dense(2)),
        new Residual(Activation.IDENTITY, Sequential.of(new Dense(3), new Residual(Sequential.of(new Dense(3), new Dense(3))))),
        new Recomputed(new Residual(new Recomputed(new Dense(3)))),
        new Gate(0.1, true, new Dense(3)), Sequential.of(new Gate(-2, false, Sequential.of(new Dense(3), new Dense(3))), new Dense(1))));
    List<Architecture> all = new ArrayList<>();
    layers.forEach(layer -> {
      all.add(Architecture.of(layer, DType.F32, 3));
      all.add(Architecture.of(layer, DType.F64, 3));
    });
    all.add(new Architecture(Sequential.of(new Embedding(10, 4), new Flatten()), DType.F32, new TensorType(Shape.of(6), DType.I64)));
    all.add(new Architecture(Sequential.of(new Embedding(10, 4), new Flatten()), DType.F64, new TensorType(Shape.of(), DType.I64)));
    return all;
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void whatIsWrittenAsTextIsReadAgain(Architecture architecture) {
    TextForm form = new TextForm(KINDS);
    assertThat(form.read(form.write(architecture))).as(form.write(architecture)).isEqualTo(architecture);
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void whatIsWrittenAsJsonIsReadAgain(Architecture architecture) {
    JsonForm form = new JsonForm(KINDS);
    assertThat(form.read(form.write(architecture))).as(form.write(architecture)).isEqualTo(architecture);
  }

  @Test
  void whatIsWrittenAsSourceIsCompiledToTheSame() throws Exception {
    List<Architecture> all = architectures();
    List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", folder.toString(), "-cp", classPath()));
    for (int i = 0; i < all.size(); i++) {
      Path file = folder.resolve("Net" + i + ".java");
      Files.writeString(file, new SourceForm(KINDS).write(all.get(i), "Net" + i));
      arguments.add(file.toString());
    }
    StringWriter told = new StringWriter();
    PrintWriter out = new PrintWriter(told, true);
    int code = ToolProvider.findFirst("javac").orElseThrow().run(out, out, arguments.toArray(String[]::new));
    assertThat(code).as(told.toString()).isZero();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, FormsTest.class.getClassLoader())) {
      for (int i = 0; i < all.size(); i++) {
        assertThat(loader.loadClass("Net" + i).getMethod("architecture").invoke(null)).isEqualTo(all.get(i));
      }
    }
  }

  private static String classPath() {
    List<String> places = new ArrayList<>();
    for (Class<?> type : List.of(Tensor.class, Architecture.class, Gate.class)) {
      String file = "/" + type.getName().replace('.', '/') + ".class";
      String found = String.valueOf(type.getResource(file)).replaceFirst("^jar:", "").replaceFirst("^file:", "");
      places.add(found.substring(0, found.length() - file.length()).replaceFirst("!$", ""));
    }
    return String.join(File.pathSeparator, places);
  }

  @Test
  void aLineForEachLayer() {
    Architecture network = Architecture.of(
        Sequential.of(new Dense(128, Activation.RELU), new Residual(Sequential.of(new Dense(128, Activation.RELU), new Dense(128))), new BatchNorm(0.2, 1e-5, true),
            new Dropout(0.2)).then("logits", new Dense(10)), DType.F32, 784);
    assertThat(new TextForm().write(network)).isEqualTo("""
        input f32 784
        dense 128 relu
        residual
          dense 128 relu
          dense 128
        batch_norm momentum=0.2
        dropout 0.2
        dense 10 name=logits
        """);
    assertThat(new TextForm().read("""
        # digits
        input f32 784     # as rows

        dense units=128 activation=RELU
        residual
             dense 128 relu bias=true
             dense 128
        batch_norm 0.2
        dropout rate=0.2
        dense 10 name=logits""")).isEqualTo(network);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
    "input f32 3;dens 4 | line 2 | did you mean dense",
    "input f32 3;dense | line 2 | lacks units",
    "input f32 3;dense four | line 2 | whole number, came 'four'",
    "input f32 3;dense 4 rely | line 2 | relu",
    "input f32 3;dense 0 | line 2 | 0 units",
    "input f32 3;dense 4 relu true 5 | line 2 | '5' is no setting",
    "input f32 3;dense 4 bais=true | line 2 | no setting of dense",
    "input f32 3;dense 4 bias=maybe | line 2 | true or false",
    "input f32 3;dense 4 units=5 | line 2 | said twice",
    "input f32 3;dense 4;  dense 4 | line 3 | nothing within dense",
    "input f32 3;residual | line 2 | lacks block",
    "input f32 3;residual;  dense 3;  shortcut: | line 4 | shortcut",
    "input f32 3;residual;    dense 3;  dense 3 | line 4 | indented by 2",
    "input f32 3;dense 4 name=a;dense 4 name=a | two layers of the name a | give one",
    "input f32 3;dropout 1.5 | line 2 | rate 1.5",
    "input f33 3;dense 4 | line 1 | f33",
    "input f32 three;dense 4 | line 1 | three",
    "input;dense 4 | line 1 | input f32 784",
    "dense 4 | line 1 | expected the input",
    "input f32 3 | a line for each layer | came none",
    "input f32 3;precision;dense 3 | line 2 | precision f64"
  })
  void whatIsWrongInATextIsToldWithItsLine(String text, String where, String what) {
    assertThatThrownBy(() -> new TextForm().read(text.replace(';', '\n'))).message().contains(where.strip(), what.strip());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
    "{ | no JSON | ",
    "[] | the network | input, precision, layer",
    "{'input':{'type':'F32','sizes':[3]},'precision':'F32','layer':{}} | layer | one kind",
    "{'input':{'type':'F32','sizes':[3.5]},'precision':'F32','layer':{'flatten':{}}} | input | 3.5",
    "{'input':{'type':'F32','sizes':[-3]},'precision':'F32','layer':{'flatten':{}}} | input | negative",
    "{'input':{'type':'F32','sizes':[3]},'precision':'F31','layer':{'flatten':{}}} | F31 | f32",
    "{'input':{'type':'F32','sizes':[3]},'precision':'F32','layer':{'dense':{'units':-1}}} | layer.dense | -1 units",
    "{'input':{'type':'F32','sizes':[3]},'precision':'F32','layer':{'dense':{'units':2.5}}} | layer.dense | whole number",
    "{'input':{'type':'F32','sizes':[3]},'precision':'F32','layer':{'dense':{'units':null}}} | layer.dense | a value",
    "{'input':{'type':'F32','sizes':[3]},'precision':'F32','layer':{'java.lang.Runtime':{}}} | layer.java.lang.Runtime | there is no layer",
    "{'input':{'type':'F32','sizes':[3]},'precision':'F32','layer':{'residual':{'block':{'dense':{'unit':1}}}}} | layer.residual.block.dense | 'unit'",
    "{'input':{'type':'F32','sizes':[3]},'precision':'F32','layer':{'sequential':{'parts':[{'dense':{'units':1}}]}}} | layer.sequential | a name"
  })
  void whatIsWrongInJsonIsToldWithItsPlace(String json, String where, String what) {
    assertThatThrownBy(() -> new JsonForm().read(json.replace('\'', '"'))).isInstanceOf(FormException.class).message()
        .contains(where.strip(), what == null ? "" : what.strip());
  }

  @Test
  void aLambdaHasNoForm() {
    Layer lambda = (scope, x) -> x;
    for (Layer layer : List.of(lambda, Sequential.of(new Dense(3), lambda), new Residual(lambda))) {
      Architecture architecture = Architecture.of(layer, DType.F32, 3);
      assertThatThrownBy(() -> new TextForm().write(architecture)).isInstanceOf(FormException.class).hasMessageContaining("a lambda");
      assertThatThrownBy(() -> new JsonForm().write(architecture)).isInstanceOf(FormException.class).hasMessageContaining("a lambda");
      assertThatThrownBy(() -> new SourceForm().write(architecture, "Net")).isInstanceOf(FormException.class).hasMessageContaining("a lambda");
    }
    assertThatThrownBy(() -> LayerKind.of("mine", lambda)).hasMessageContaining("a lambda");
    assertThatThrownBy(() -> new TextForm().write(new Gate(0, true, lambda))).hasMessageContaining("Gate").hasMessageContaining("LayerKinds.standard().with");
  }

  @Test
  void aTableHasARowForEachLayerWithWhatStandsThere() {
    Architecture network = Architecture.of(
        Sequential.of(new Dense(128, Activation.RELU), new Residual(Sequential.of(new Dense(128, Activation.RELU), new BatchNorm()))).then("logits", new Dense(10)),
        DType.F32, 784);
    NetworkTable table = NetworkTable.of(network, LayerKinds.standard());
    assertThat(table.parameters()).isEqualTo(network.describe().parameterCount());
    assertThat(table.rows().stream().mapToLong(NetworkTable.Row::parameters).sum()).isEqualTo(table.parameters());
    assertThat(table.rows()).extracting(NetworkTable.Row::path)
        .containsExactly("", "0", "1", "1.block", "1.block.0", "1.block.1", "1.shortcut", "logits");
    assertThat(table.rows().get(1)).isEqualTo(new NetworkTable.Row("0", "dense 128 relu", "(n, 128)", 784 * 128 + 128, "weight He, σ = 0.0505"));
    assertThat(table.text()).contains("1.block.1", "batch_norm", "weight ones", "118,538 parameters".substring(7));
  }

  @Test
  void aTableSumsUpWhatPlacesWithoutALayerHave() {
    Layer cell = (scope, x) -> x.times(scope.child("cell").parameter("w", Kind.OTHER, Initializer.normal(0.1), 3));
    assertThatThrownBy(() -> NetworkTable.of(Architecture.of(cell, DType.F32, 3), LayerKinds.standard())).hasMessageContaining("lambda");
    Architecture gate = Architecture.of(new Gate(0.5, true, Activation.TANH), DType.F32, 3);
    assertThat(NetworkTable.of(gate, KINDS).rows().getFirst().beginning()).isEqualTo("gate all 0.5");
  }
}
