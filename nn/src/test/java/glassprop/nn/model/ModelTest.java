package glassprop.nn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.nn.Activation;
import glassprop.nn.Mlp;
import glassprop.nn.data.CategoryColumn;
import glassprop.nn.data.Column;
import glassprop.nn.data.Idx;
import glassprop.nn.data.ImageEncoder;
import glassprop.nn.data.Images;
import glassprop.nn.data.NumberColumn;
import glassprop.nn.data.Problem;
import glassprop.nn.data.Table;
import glassprop.nn.data.TableEncoder;
import glassprop.nn.io.ModelFileException;
import glassprop.nn.form.JsonForm;
import glassprop.nn.io.Safetensors;
import glassprop.nn.layer.BatchNorm;
import glassprop.nn.layer.Dense;
import glassprop.nn.layer.Dropout;
import glassprop.nn.layer.Residual;
import glassprop.nn.layer.Sequential;
import glassprop.nn.network.Architecture;
import glassprop.nn.network.Layer;
import glassprop.nn.network.Network;
import glassprop.nn.network.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTest {
  private static final int ROWS = 40;

  @TempDir private Path folder;

  private static RandomGenerator random() {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(5);
  }

  private static Table table() {
    RandomGenerator random = random();
    double[] x = IntStream.range(0, ROWS).mapToDouble(i -> i == 3 ? Double.NaN : random.nextDouble(10)).toArray();
    double[] y = IntStream.range(0, ROWS).mapToDouble(i -> random.nextGaussian(100, 20)).toArray();
    List<String> colour = IntStream.range(0, ROWS).mapToObj(i -> i % 3 == 0 ? "red" : "blue").toList();
    List<Column> columns =
        List.of(new NumberColumn("x", x), CategoryColumn.of("colour", colour), new NumberColumn("y", y));
    return new Table("made up", columns, IntStream.range(2, ROWS + 2).toArray(), List.of());
  }

  private static Model model(String target, int... hidden) {
    TableEncoder encoder =
        TableEncoder.fit(Problem.infer(table(), target), IntStream.range(0, ROWS).toArray());
    Mlp architecture = new Mlp(encoder.width(), IntStream.of(hidden).boxed().toList(),
        Model.outputs(encoder.target()), Activation.TANH);
    return new Model(architecture.architecture(DType.F32).initialized(5), encoder, Map.of("seed", "5"));
  }

  private Path saved(Model model) {
    Path file = folder.resolve("model.safetensors");
    model.save(file);
    return file;
  }

  @Test
  void aLoadedModelPredictsTheSame() {
    for (String target : List.of("colour", "y")) {
      Model model = model(target, 8, 4);
      Model loaded = Model.load(saved(model));
      assertThat(loaded.network().architecture()).isEqualTo(model.network().architecture());
      assertThat(loaded.encoder()).isEqualTo(model.encoder());
      assertThat(loaded.facts()).containsEntry("seed", "5");
      Prediction before = model.predict(table());
      Prediction after = loaded.predict(table());
      assertThat(IntStream.range(0, ROWS).mapToObj(after::textAt))
          .containsExactlyElementsOf(IntStream.range(0, ROWS).mapToObj(before::textAt).toList());
    }
  }

  @Test
  void runningStatisticsAreSavedAndRead() {
    TableEncoder encoder = TableEncoder.fit(Problem.infer(table(), "colour"), IntStream.range(0, ROWS).toArray());
    Network network = new Mlp(encoder.width(), List.of(8, 4), 2, Activation.TANH, true).architecture(DType.F32).initialized(5);
    Training learning = network.training(1);
    learning.apply(Tensor.normal(random(), 30, encoder.width()).times(3).plus(1).to(DType.F32));
    learning.commit();
    Model model = new Model(network, encoder, Map.of());
    Model loaded = Model.load(saved(model));
    assertThat(loaded.network().architecture()).isEqualTo(network.architecture());
    network.state().forEach((path, tensor) -> assertThat(loaded.network().tensor(path).toDoubles()).as(path).containsExactly(tensor.toDoubles()));
    assertThat(loaded.network().tensor("1.running_mean").toDoubles()).doesNotContain(0);
    assertThat(((Prediction.OfClasses) loaded.predict(table())).probabilities().toDoubles())
        .containsExactly(((Prediction.OfClasses) model.predict(table())).probabilities().toDoubles());
    Map<String, NdArray> lacking = new HashMap<>(Safetensors.read(folder.resolve("model.safetensors")).tensors());
    lacking.remove("4.running_var");
    assertThat(refused(lacking, Safetensors.read(folder.resolve("model.safetensors")).metadata()))
        .contains("4.running_var F32 (4) is missing");
  }

  @Test
  void aModelSavedAgainHasTheSameBytes() throws IOException {
    Model model = model("colour", 8);
    byte[] first = Files.readAllBytes(saved(model));
    byte[] again = Files.readAllBytes(saved(Model.load(folder.resolve("model.safetensors"))));
    assertThat(again).isEqualTo(first);
  }

  @Test
  void probabilitiesAddUpToOne() {
    Prediction prediction = model("colour", 8).predict(table());
    assertThat(prediction).isInstanceOf(Prediction.OfClasses.class);
    Tensor p = ((Prediction.OfClasses) prediction).probabilities();
    assertThat(DoubleStream.of(p.sum(1).toDoubles())).hasSize(ROWS).allMatch(sum -> Math.abs(sum - 1) < 1e-12);
    assertThat(prediction.notes()).hasSize(1).first().asString().contains("1 missing cell");
  }

  @Test
  void aLinearModelOfAQuantityIsDecoded() {
    Model model = model("y");
    for (Tensor parameter : model.network().parameters()) {
      parameter.updateInPlace(array -> array.copyFrom(NdArray.zeros(array.type())));
    }
    double mean = DoubleStream.of(((NumberColumn) table().column("y")).toArray()).average().orElseThrow();
    Prediction prediction = model.predict(table());
    assertThat(Double.parseDouble(prediction.textAt(7))).isCloseTo(mean, within(1e-4));
  }

  @Test
  void moreRowsThanFitAtOnceAreAllPredicted() {
    Table many = table().select(IntStream.range(0, 2500).map(i -> i % ROWS).toArray());
    Model model = model("colour", 8);
    Prediction all = model.predict(many);
    assertThat(all.rows()).isEqualTo(2500);
    assertThat(all.textAt(2499)).isEqualTo(model.predict(table()).textAt(2499 % ROWS));
  }

  @Test
  void imagesArePredictedFromTheirPixels() throws IOException {
    Images images = images();
    ImageEncoder encoder = ImageEncoder.of(images);
    Model model = new Model(new Mlp(4, List.of(3), 2, Activation.RELU).architecture(DType.F32).initialized(5), encoder, Map.of());
    Model loaded = Model.load(saved(model));
    assertThat(loaded.predict(images).rows()).isEqualTo(2);
    assertThat(loaded.predict(images).textAt(0)).isIn("3", "7");
    assertThatThrownBy(() -> loaded.predict(table())).isInstanceOf(ModelException.class).hasMessageContaining("images");
    assertThatThrownBy(() -> model("y").predict(images)).isInstanceOf(ModelException.class)
        .hasMessageContaining("tables");
  }

  private Images images() throws IOException {
    Path pixels = folder.resolve("images");
    Path labels = folder.resolve("labels");
    Files.write(pixels, new byte[] {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4, 50, 60, 70, 80});
    Files.write(labels, new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 3, 7});
    return Idx.read(pixels, labels);
  }

  // ---- files that aren't right

  private String refused(Map<String, NdArray> tensors, Map<String, String> metadata) {
    Path file = folder.resolve("bad.safetensors");
    Safetensors.write(file, tensors, metadata);
    try {
      Model.load(file);
    } catch (ModelException e) {
      assertThat(e.getMessage()).contains("bad.safetensors").doesNotContain("\n");
      return String.valueOf(e.getMessage());
    }
    throw new AssertionError("the model was accepted");
  }

  private Safetensors.Contents good() {
    return Safetensors.read(saved(model("colour", 8)));
  }

  @Test
  void allTensorsThatDoNotFitAreListedInOneError() {
    Safetensors.Contents good = good();
    Map<String, NdArray> tensors = new HashMap<>(good.tensors());
    tensors.remove("0.bias");
    tensors.put("1.weight", NdArray.over(new float[6], Shape.of(2, 3)));
    tensors.put("1.bias", NdArray.over(new double[2], Shape.of(2)));
    tensors.put("extra", NdArray.over(new float[1], Shape.of(1)));
    assertThat(refused(tensors, good.metadata())).contains("0.bias F32 (8) is missing",
        "1.weight: expected F32 (8, 2), found F32 (2, 3)", "1.bias: expected F32 (2), found F64 (2)", "'extra' F32 (1) isn't part");
  }

  @Test
  void otherVersionsAndOtherFilesAreRefused() {
    Safetensors.Contents good = good();
    Map<String, String> newer = new TreeMap<>(good.metadata());
    newer.put("glassprop.model", "4");
    assertThat(refused(good.tensors(), newer)).contains("expected a model of version 3 or 2, found version 4");
    assertThat(refused(good.tensors(), Map.of("format", "pt"))).contains("no Glassprop model");
  }

  @Test
  void metadataThatCanNotBeReadAreRefused() {
    Safetensors.Contents good = good();
    for (String key : List.of("glassprop.network", "glassprop.encoder", "glassprop.facts")) {
      for (String json : List.of("", "{", "null", "[1]", "{\"inputs\":[-1]}", "{\"@class\":[\"java.lang.Runtime\"]}",
          "[".repeat(100_000))) {
        Map<String, String> bad = new TreeMap<>(good.metadata());
        bad.put(key, json);
        assertThat(refused(good.tensors(), bad)).contains(key);
      }
      Map<String, String> lacking = new TreeMap<>(good.metadata());
      lacking.remove(key);
      assertThat(refused(good.tensors(), lacking)).contains("lack " + key);
    }
  }

  @Test
  void anArchitectureThatCanNotBeIsRefused() {
    Safetensors.Contents good = good();
    Map<String, String> bad = new TreeMap<>(good.metadata());
    for (String json : List.of("{'input':{'type':'F32','sizes':[-1]},'precision':'F32','layer':{'flatten':{}}}",
        "{'input':{'type':'F32','sizes':[2]},'precision':'F32','layer':{'dense':{'units':0}}}",
        "{'input':{'type':'F32','sizes':[2]},'precision':'F32','layer':{'java.lang.Runtime':{}}}")) {
      bad.put("glassprop.network", json.replace('\'', '"'));
      assertThat(refused(good.tensors(), bad)).contains("glassprop.network");
    }
    bad.put("glassprop.model", "2");
    for (String json : List.of("{'inputs':-1}", "{'inputs':1e99}",
        "{'inputs':2,'hidden':[0],'outputs':2,'activation':'TANH','batchNorm':false}",
        "{'inputs':2,'hidden':[8],'outputs':2,'activation':'NONE','batchNorm':false}",
        "{'inputs':2,'hidden':[8],'outputs':2,'activation':null,'batchNorm':false}",
        "{'inputs':2,'hidden':[null],'outputs':2,'activation':'TANH','batchNorm':false}",
        "{'inputs':2,'hidden':[8],'outputs':2,'activation':'TANH','batchNorm':null}",
        "{'inputs':2,'hidden':null,'outputs':2,'activation':'TANH','batchNorm':false}")) {
      bad.put("glassprop.network", json.replace('\'', '"'));
      assertThat(refused(good.tensors(), bad)).contains("glassprop.network");
    }
  }

  @Test
  void aHugeArchitectureIsRefusedBeforeItIsMade() {
    Safetensors.Contents good = good();
    Map<String, String> huge = new TreeMap<>(good.metadata());
    huge.put("glassprop.network", new JsonForm().write(Architecture.of(Sequential.of(new Dense(700_000_000)), DType.F32, 3)));
    assertThat(refused(good.tensors(), huge)).contains("0.weight: expected F32 (3, 700000000)");
    huge.put("glassprop.network", new JsonForm().write(Architecture.of(Sequential.of(new Dense(2_000_000_000)), DType.F32, 3)));
    assertThat(refused(good.tensors(), huge)).contains("6000000000 elements");
  }

  // ---- files of before

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFileOfVersionTwoIsReadUnderItsOldNames(boolean batchNorm) {
    TableEncoder encoder = TableEncoder.fit(Problem.infer(table(), "y"), IntStream.range(0, ROWS).toArray());
    int width = encoder.width();
    RandomGenerator random = random();
    Map<String, NdArray> old = new LinkedHashMap<>();
    Map<String, int[]> shapes = batchNorm
        ? Map.of("W1", new int[] {width, 4}, "gamma1", new int[] {4}, "beta1", new int[] {4}, "mean1", new int[] {4}, "variance1", new int[] {4},
            "W2", new int[] {4, 1}, "b2", new int[] {1})
        : Map.of("W1", new int[] {width, 4}, "b1", new int[] {4}, "W2", new int[] {4, 1}, "b2", new int[] {1});
    shapes.forEach((name, sizes) -> old.put(name, Tensor.uniform(random, 0.5, 1.5, sizes).to(DType.F32).array()));
    Map<String, String> metadata = new TreeMap<>(Safetensors.read(saved(model("y"))).metadata());
    metadata.put("glassprop.model", "2");
    metadata.put("glassprop.network",
        "{\"inputs\":" + width + ",\"hidden\":[4],\"outputs\":1,\"activation\":\"TANH\",\"batchNorm\":" + batchNorm + "}");
    Path file = folder.resolve("old.safetensors");
    Safetensors.write(file, old, metadata);
    Model loaded = Model.load(file);
    Tensor x = Tensor.normal(random, 3, width).to(DType.F32);
    Function<String, Tensor> of = name -> Tensor.of(Objects.requireNonNull(old.get(name)));
    Tensor sums = x.matmul(of.apply("W1"));
    Tensor hidden = batchNorm
        ? sums.minus(of.apply("mean1")).dividedBy(of.apply("variance1").plus(1e-5).sqrt()).times(of.apply("gamma1")).plus(of.apply("beta1"))
        : sums.plus(of.apply("b1"));
    double[] expected = hidden.tanh().matmul(of.apply("W2")).plus(of.apply("b2")).toDoubles();
    assertThat(loaded.network().apply(x).toDoubles()).containsExactly(expected, Offset.offset(1e-5));
    Model again = Model.load(saved(loaded)); // as version 3
    assertThat(again.network().apply(x).toDoubles()).containsExactly(loaded.network().apply(x).toDoubles());
  }

  // ---- other networks than perceptrons

  @Test
  void anyArchitectureOfBothTypesIsSavedAndRead() {
    TableEncoder encoder = TableEncoder.fit(Problem.infer(table(), "colour"), IntStream.range(0, ROWS).toArray());
    Layer block = new Residual(Sequential.of(new Dense(6, Activation.GELU), new BatchNorm(), new Dropout(0.2), new Dense(6)));
    for (DType precision : List.of(DType.F32, DType.F64)) {
      Architecture architecture = Architecture.of(Sequential.of(new Dense(6), block, block).then("logits", new Dense(2)), precision, encoder.width());
      Model model = new Model(architecture.initialized(5), encoder, Map.of());
      Model loaded = Model.load(saved(model));
      assertThat(loaded.network().architecture()).isEqualTo(architecture);
      assertThat(((Prediction.OfClasses) loaded.predict(table())).probabilities().toDoubles())
          .containsExactly(((Prediction.OfClasses) model.predict(table())).probabilities().toDoubles());
    }
  }

  @Test
  void whatCouldNotBeReadAgainIsNotWritten() throws IOException {
    Model good = model("colour", 8);
    byte[] before = Files.readAllBytes(saved(good));
    Layer lambda = (scope, x) -> x.tanh();
    Model bad = new Model(Architecture.of(Sequential.of(lambda, new Dense(2)), DType.F32, good.encoder().width()).initialized(1), good.encoder(), Map.of());
    assertThatThrownBy(() -> saved(bad)).isInstanceOf(ModelException.class).hasMessageContaining("model.safetensors").hasMessageContaining("lambda");
    assertThat(Files.readAllBytes(folder.resolve("model.safetensors"))).isEqualTo(before);
  }

  @Test
  void aNetworkThatDoesNotFitTheDataIsRefused() {
    Model good = model("colour", 8);
    Network wide = Architecture.of(new Dense(3), DType.F32, good.encoder().width()).initialized(1);
    assertThatThrownBy(() -> new Model(wide, good.encoder(), Map.of())).hasMessageContaining("(1, 3) of one example").hasMessageContaining("2 outputs");
  }

  @Test
  void partsThatDoNotBelongTogetherAreRefused() {
    Safetensors.Contents good = good();
    Map<String, String> mixed = new TreeMap<>(good.metadata());
    Map<String, String> other = Safetensors.read(saved(model("y"))).metadata();
    mixed.put("glassprop.encoder", other.getOrDefault("glassprop.encoder", ""));
    assertThat(refused(good.tensors(), mixed)).contains("don't belong together");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> Model.load(folder.resolve("nowhere"))).isInstanceOf(ModelFileException.class)
        .hasMessageContaining("nowhere");
  }
}
