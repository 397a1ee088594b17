package glassprop.nn.data;

import static glassprop.nn.data.Fixtures.allRows;
import static glassprop.nn.data.Fixtures.dataError;
import static glassprop.nn.data.Fixtures.random;
import static glassprop.nn.data.Fixtures.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class TableEncoderTest {
  private static final String PETS = """
      weight,colour,kind
      4,black,cat
      ,white,cat
      6,,cat
      20,black,dog
      30,white,dog
      100,white,dog
      """;

  @TempDir Path folder;

  private static TableEncoder fit(Table table, int... trainingRows) {
    Problem problem = Problem.infer(table, table.lastColumn());
    return TableEncoder.fit(problem, trainingRows.length == 0 ? allRows(table) : trainingRows);
  }

  private static double[] column(Encoded encoded, int j) {
    return IntStream.range(0, encoded.rows()).mapToDouble(i -> encoded.values()[i * encoded.width() + j]).toArray();
  }

  @Test
  void inputsAreNumbersAndOneHotLevels() {
    TableEncoder encoder = fit(table(PETS));
    assertThat(encoder.inputNames()).containsExactly("weight", "colour=black", "colour=white", "colour missing");
    assertThat(encoder.width()).isEqualTo(4);
    Encoded encoded = encoder.encode(table(PETS));
    assertThat(column(encoded, 1)).containsExactly(1, 0, 0, 1, 0, 0);
    assertThat(column(encoded, 2)).containsExactly(0, 1, 0, 0, 1, 1);
    assertThat(column(encoded, 3)).containsExactly(0, 0, 1, 0, 0, 0);
    assertThat(((Classes) encoder.target()).names()).containsExactly("cat", "dog");
  }

  @Test
  void theTrainingPartHasMeanZeroAndDeviationOneWithMediansPutIn() {
    TableEncoder encoder = fit(table(PETS));
    NumberFeature weight = (NumberFeature) encoder.features().getFirst();
    assertThat(weight.median()).isEqualTo(20);
    assertThat(weight.missing()).isEqualTo(1);
    assertThat(weight.mean()).isCloseTo((4 + 20 + 6 + 20 + 30 + 100) / 6.0, within(1e-12));
    double[] z = column(encoder.encode(table(PETS)), 0);
    assertThat(DoubleStream.of(z).average().orElseThrow()).isCloseTo(0, within(1e-12));
    assertThat(DoubleStream.of(z).map(x -> x * x).average().orElseThrow()).isCloseTo(1, within(1e-12));
    assertThat(encoder.notes()).contains(
        "column 'weight': 1 missing cell of the training part taken as the median 20",
        "column 'colour': 1 missing cell of the training part taken as a category of their own");
  }

  @Test
  void rowsOutsideTheTrainingPartHaveNoInfluence() {
    Table other = table(PETS.replace("100,white", "1e9,mauve"));
    assertThat(fit(table(PETS), 0, 1, 2, 3, 4).features()).isEqualTo(fit(other, 0, 1, 2, 3, 4).features());
  }

  @Test
  void levelsThatTrainingDidNotHaveAreZerosAndReported() {
    TableEncoder encoder = fit(table(PETS), 0, 1, 3, 4, 5);
    assertThat(encoder.inputNames()).containsExactly("weight", "colour=black", "colour=white");
    Encoded encoded = encoder.encode(table("weight,colour\n,mauve\n1,\n2,mauve\n3,black\n"));
    assertThat(column(encoded, 1)).containsExactly(0, 0, 0, 1);
    assertThat(column(encoded, 2)).containsExactly(0, 0, 0, 0);
    assertThat(encoded.notes()).containsExactly(
        "column 'weight': 1 missing cell taken as the training median 25",
        "column 'colour': 1 missing cell taken as no category",
        "column 'colour': 2 cells with a category that the training part didn't have taken as no category,"
            + " the first 'mauve' in line 2");
  }

  @Test
  void columnsMayComeInAnotherOrderWithOthersAndWithoutTheTarget() {
    TableEncoder encoder = fit(table(PETS));
    Encoded straight = encoder.encode(table("weight,colour\n5,black\n7,white\n"));
    Encoded turned = encoder.encode(table("extra,colour,weight\n1,black,5\n2,white,7\n"));
    assertThat(turned.values()).containsExactly(straight.values());
    assertThat(turned.notes()).containsExactly("columns that the training data didn't have aren't used: 'extra'");
    assertThat(straight.notes()).isEmpty();
  }

  @Test
  void allMissingFeatureColumnsAreNamed() {
    TableEncoder encoder = fit(table(PETS));
    assertThat(dataError(() -> encoder.encode(table("Weigth,kind\n1,cat\n")))).hasMessageContaining(
        "expected the columns 'weight', 'colour', found 'Weigth', 'kind'; did you mean 'Weigth'?");
  }

  @Test
  void wordsInANumberColumnAreAnErrorWithTheirLine() {
    TableEncoder encoder = fit(table(PETS));
    assertThat(dataError(() -> encoder.encode(table("weight,colour\n1,black\nheavy,black\n")))).hasMessageContaining(
        "line 3, column 'weight': expected a number, as in training, found 'heavy'");
    assertThat(dataError(() -> encoder.encode(table("weight,colour\n1,5\n")))).hasMessageContaining(
        "line 2, column 'colour': expected a category, as in training, found the number 5");
  }

  @Test
  void columnsThatAreAllMissingAreTakenForEitherKind() {
    TableEncoder encoder = fit(table(PETS));
    Encoded encoded = encoder.encode(table("weight,colour\n,\n"));
    double weight = (20 - (4 + 20 + 6 + 20 + 30 + 100) / 6.0)
        / ((NumberFeature) encoder.features().getFirst()).standardDeviation();
    assertThat(encoded.values()).containsExactly(new double[] {weight, 0, 0, 1}, within(1e-12));
  }

  @Test
  void theSchemaReadsAFileAsInTraining() throws Exception {
    Table trained = Csv.read(Files.writeString(folder.resolve("t.csv"),
        "code,x,note,kind\n01,1,p,cat\nA,2,q,dog\n01,3,r,cat\nA,4,s,dog\n"));
    TableEncoder encoder = fit(trained);
    assertThat(encoder.ignored()).extracting(IgnoredColumn::column).containsExactly("note");
    Path later = Files.writeString(folder.resolve("p.csv"), "note,x,code\nnan,9,01\n1e309,8,02\n");
    Encoded encoded = encoder.encode(Csv.read(later, encoder.schema()));
    assertThat(column(encoded, 0)).containsExactly(1, 0); // 01 is the level, not the number 1
    Path bad = Files.writeString(folder.resolve("b.csv"), "x,code\n9,01\nnine,02\n");
    assertThat(dataError(() -> Csv.read(bad, encoder.schema())))
        .hasMessageContaining("line 3, column 'x': expected a number, found 'nine'");
    Path labelled = Files.writeString(folder.resolve("l.csv"), "x,code,kind\n9,01,dog\n");
    assertThat(((Classes) encoder.target()).encode(Csv.read(labelled, encoder.labelledSchema()))).containsExactly(1);
    assertThat(dataError(() -> Csv.read(later, encoder.labelledSchema()))).hasMessageContaining("'kind'");
  }

  @Test
  void columnsOfNoUseAreIgnoredWithAReason() {
    String rows = IntStream.range(0, 60).mapToObj(i -> String.format(Locale.ROOT, "%d,%d,7,same,,%s,name%d,%d,%s%n",
        i + 1, i, "text" + i % 25, i, i * i, i % 2 == 0 ? "a" : "b")).collect(Collectors.joining());
    TableEncoder encoder = fit(table("id,count,seven,same,empty,text,name,x,y\n" + rows));
    assertThat(encoder.inputNames()).containsExactly("x");
    assertThat(encoder.ignored()).containsExactly(
        new IgnoredColumn("seven", "it is always 7 in the training part"),
        new IgnoredColumn("same", "it is always 'same' in the training part"),
        new IgnoredColumn("empty", "it has no value in the training part"),
        new IgnoredColumn("text", "25 different texts in 60 rows are too many for categories"),
        new IgnoredColumn("name", "it is different in each row, as a name or key is"),
        new IgnoredColumn("id", KEY),
        new IgnoredColumn("count", KEY));
    assertThat(encoder.notes()).contains("column 'id' isn't used: " + KEY);
  }

  private static final String KEY = "its whole numbers only name the rows, each another; --as-number uses them";

  private static TableEncoder fitKeyed(String name, IntUnaryOperator key, int rows) {
    return fit(table(name + ",x,y\n" + IntStream.range(0, rows)
        .mapToObj(i -> key.applyAsInt(i) + "," + i * 0.37 % 1 + "," + (i % 2 == 0 ? "a" : "b") + "\n").collect(Collectors.joining())));
  }

  @Test
  void keysAreToldByTheirValuesOrAreCalledSo() {
    assertThat(fitKeyed("Messung", i -> 1000 + (i * 7) % 50, 50).inputNames()).containsExactly("x"); // 1000 to 1049, in no order
    assertThat(fitKeyed("Kunden-Nr", i -> i * 7919 % 99991, 50).inputNames()).containsExactly("x"); // sparse, but called so
    assertThat(fitKeyed("customerId", i -> i * 7919 % 99991, 50).inputNames()).containsExactly("x");
    assertThat(fitKeyed("income", i -> i * 7919 % 99991, 50).inputNames()).containsExactly("income", "x"); // might say something
    assertThat(fitKeyed("id", i -> i / 2, 50).inputNames()).containsExactly("id", "x"); // repeats: groups
    assertThat(fitKeyed("number", i -> i * 10, 5).inputNames()).containsExactly("number", "x"); // too few rows to tell
  }

  @Test
  void aKeyIsUsedIfItIsAllThereIsOrIfAskedFor() {
    String rows = IntStream.range(0, 40).mapToObj(i -> i + "," + (2.5 * i + 1) + "\n").collect(Collectors.joining());
    assertThat(fit(table("x,y\n" + rows)).inputNames()).containsExactly("x");
    Table table = table("year,x,y\n" + IntStream.range(0, 40).mapToObj(i -> 1980 + i + "," + i % 3 + "," + i * 0.5 + "\n")
        .collect(Collectors.joining()));
    Problem problem = Problem.infer(table, "y");
    assertThat(TableEncoder.fit(problem, allRows(table), Set.of("year")).inputNames()).containsExactly("year", "x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-%2$02d-%1$02d", "2024/%2$d/%1$d", "%1$02d.%2$02d.2024", "%1$d/%2$d/2024", "%2$d/%1$d/2024", "2024-%2$02d-%1$02dT00:00:00Z",
      "2024-%2$02d-%1$02d 00:00"})
  void datesBecomeDaysMonthAndWeekday(String form) {
    String rows = IntStream.range(0, 60).mapToObj(i -> LocalDate.of(2024, 1, 1).plusDays(i))
        .map(d -> String.format(Locale.ROOT,
                form, d.getDayOfMonth(), d.getMonthValue()) + "," + d.getDayOfMonth() % 2 + "\n").collect(Collectors.joining());
    Table table = table("sold,y\n" + rows + ",1\n");
    TableEncoder encoder = fit(table);
    assertThat(encoder.inputNames()).containsExactly("sold (days)", "sold (month)", "sold (day of week)");
    DateFeature dates = (DateFeature) encoder.features().getFirst();
    NumberFeature days = dates.parts().getFirst().number();
    double first = column(encoder.encode(table), 0)[0] * days.standardDeviation() + days.mean();
    assertThat(first).isCloseTo((double) LocalDate.of(2024, 1, 1).toEpochDay(), within(1e-6));
    assertThat(dates.missing()).isEqualTo(1);
    assertThat(encoder.notes()).anyMatch(note -> note.startsWith("column 'sold' holds dates like")
        && note.endsWith("taken as days, month, day of week; 1 missing cell taken as their medians"));
    assertThat(dataError(() -> encoder.encode(table("sold,y\nyesterday,1\n")))).hasMessageContaining("expected a date like");
  }

  @Test
  void datesOfWhichNothingTellsDaysFromMonthsAreNotGuessed() {
    TableEncoder encoder = fit(table("when,x,y\n" + IntStream.range(1, 13)
        .mapToObj(i -> i + "/" + (i % 5 + 1) + "/2024," + i % 4 * 0.5 + "," + i * 0.3 + "\n").collect(Collectors.joining())));
    assertThat(encoder.ignored()).extracting(IgnoredColumn::reason).first().asString().contains("day first or month first");
  }

  private static String days(int from, int to, String form) {
    return IntStream.range(from, to).mapToObj(i -> LocalDate.of(2024, 1, 1).plusDays(i))
        .map(d -> String.format(Locale.ROOT, form, d.getDayOfMonth(), d.getMonthValue()) + "," + d.getDayOfMonth() % 3 * 0.5 + "\n").collect(Collectors.joining());
  }

  @Test
  void aDashIsNoDateButMissing() {
    Table table = table("when,y\n" + days(0, 40, "2024-%2$02d-%1$02d") + "-,1\n–,0.5\n,2\n");
    TableEncoder encoder = fit(table);
    assertThat(((DateFeature) encoder.features().getFirst()).missing()).isEqualTo(3);
    assertThat(encoder.encode(table).notes()).anyMatch(note -> note.startsWith("column 'when': 3 missing cells"));
    assertThat(table.notes()).noneMatch(note -> note.contains("look like numbers"));
  }

  @Test
  void aCellAmongDatesThatIsNoneIsNamed() {
    Table table = table("when,y\n" + days(0, 40, "2024-%2$02d-%1$02d") + "2024-02-30,1\n");
    assertThat(dataError(() -> fit(table))).hasMessageContaining("line 42, column 'when': expected a date like 2024-01-31")
        .hasMessageContaining("found '2024-02-30'");
  }

  @Test
  void datesOfSeveralFormsAreLeftOutForThatReason() {
    List<IgnoredColumn> ignored = fit(table("when,x,y\n"
        + (days(0, 30, "2024-%2$02d-%1$02d,%1$d") + days(30, 60, "%1$02d.%2$02d.2024,%1$d")))).ignored();
    assertThat(ignored).extracting(IgnoredColumn::reason).containsExactly(
        "its dates are written in several forms, like 2024-01-31 and '01.02.2024'; write all in one");
  }

  @Test
  void numbersKeepTheUnitOfTraining() {
    TableEncoder encoder = fit(table("price,share,y\n€ 1.5,10 %,1\n€ 2,20 %,2\n€ 4,35 %,4\n"));
    assertThat(encoder.units()).containsOnly(Map.entry("price", "€"), Map.entry("share", "%"));
    assertThat(encoder.encode(table("price,share\n3 EUR,10 %\n")).notes()).as("one unit, written in two ways").isEmpty();
    assertThat(encoder.encode(table("price,share\n3,10 %\n")).notes()).containsExactly("column 'price': numbers without a unit taken as if they had '€', as in training");
    assertThat(encoder.encode(table("price,share\n,10 %\n")).notes()).noneMatch(note -> note.contains("unit"));
    assertThat(dataError(() -> encoder.encode(table("price,share\n$3,10 %\n"))))
        .hasMessageContaining("column 'price': expected numbers with '€', as in training, found some with '$'");
    TableEncoder bare = fit(table("x,y\n0.1,1\n0.2,2\n0.35,4\n"));
    assertThat(dataError(() -> bare.encode(table("x\n10 %\n")))).hasMessageContaining("expected numbers without a unit, as in training, found some with '%'");
    assertThat(dataError(() -> bare.encode(table("x,y\n0.1,$3\n")))).as("the target, too").hasMessageContaining("column 'y'");
  }

  @Test
  void aModelThatKnowsNoUnitsIsRead() {
    JsonMapper mapper = JsonMapper.builder().build();
    TableEncoder encoder = fit(table("x,y\n1,1\n2,2\n4,3\n"));
    String json = mapper.writeValueAsString(encoder);
    assertThat(json).contains(",\"units\":{}");
    assertThat(mapper.readValue(json.replace(",\"units\":{}", ""), TableEncoder.class)).isEqualTo(encoder);
  }

  @Test
  void categoriesThatLookAlikeAreHeldApartAndSaid() {
    Table table = table("c,y\n" + "Yes,a\nyes,b\nye s,a\nno,b\n".repeat(4) + "Cafe\u0301,A\nCaf\u00e9,a\n");
    assertThat(fit(table).notes()).anyMatch(note -> note.contains("categories of column 'c' that differ only by case, blanks or Unicode form are held apart: 'Yes', 'ye s', 'yes'"));
    assertThat(Problem.infer(table, "y").notes()).anyMatch(note -> note.startsWith("classes that differ only by case") && note.contains("'A', 'a'"));
  }

  @Test
  void aDateFeatureIsStoredAndReadAgain() {
    TableEncoder encoder = fit(table("sold,y\n2024-01-01,1\n2024-02-03,2.5\n2024-03-07,3\n"));
    JsonMapper mapper = JsonMapper.builder().build();
    assertThat(mapper.readValue(mapper.writeValueAsString(encoder), TableEncoder.class)).isEqualTo(encoder);
  }

  @Test
  void rowNumbersAreSeenThroughAShuffledTrainingPart() {
    Table table = table("id,x,y\n5,1,a\n6,3,b\n7,2,a\n8,9,b\n9,0,a\n");
    assertThat(fit(table, 4, 0, 3, 1).inputNames()).containsExactly("x");
    Table gap = table("id,x,y\n5,1,a\n6,3,\n7,2,a\n8,9,b\n9,0,a\n");
    assertThat(fit(gap, 3, 0, 2, 1).inputNames()).containsExactly("x");
    Table keys = table("id,x,y\n5,1,a\n6,3,b\n7,2,a\n9,9,b\n8,0,a\n");
    assertThat(fit(keys, 4, 0, 3, 1).inputNames()).containsExactly("id", "x");
  }

  @Test
  void nothingOfUseIsAnError() {
    assertThat(dataError(() -> fit(table("x,y\n1,a\n1,b\n1,a\n"))))
        .hasMessageContaining("none of use: 'x', since it is always 1 in the training part");
  }

  @Test
  void quantitiesAreStandardisedAndComeBack() {
    Table table = table("x,y\n1,10.5\n2,20\n3,-7\n4,1e3\n");
    Quantity target = (Quantity) fit(table).target();
    double[] z = target.encode(table);
    assertThat(DoubleStream.of(z).map(target::decode).toArray())
        .containsExactly(new double[] {10.5, 20, -7, 1e3}, within(1e-9));
    assertThat(DoubleStream.of(z).map(x -> x * x).average().orElseThrow()).isCloseTo(1, within(1e-12));
    assertThat(dataError(() -> target.encode(table("x,y\n1,2\n2,\n")))).hasMessageContaining("line 3, column 'y'");
  }

  @Test
  void hugeAndTinyNumbersAreStandardisedOrRefusedButNeverInfinite() {
    for (String unit : List.of("1e300", "1e-300", "5e-324", "1e154", "1e-200")) {
      Table table = table("x,y\n0,a\n" + unit + ",b\n-" + unit + ",a\n0,b\n");
      if (unit.equals("5e-324")) { // its deviation rounds to a representable number or to nothing
        assertThat(DoubleStream.of(fit(table).encode(table).values())).allMatch(Double::isFinite);
      } else {
        double[] z = fit(table).encode(table).values();
        assertThat(z).containsExactly(new double[] {0, Math.sqrt(2), -Math.sqrt(2), 0}, within(1e-12));
      }
    }
    Table spread = table("x,y\n1e308,a\n-1.7e308,b\n1,a\n2,b\n");
    assertThat(dataError(() -> fit(spread)))
        .hasMessageContaining("line 3, column 'x': the value -1.7E308 makes the spread");
    TableEncoder encoder = fit(table("x,y\n1,a\n2,b\n3,a\n"));
    assertThat(dataError(() -> encoder.encode(table("x\n5\n1e300\n"))))
        .hasMessageContaining("line 3, column 'x': the value 1.0E300 is too far from the training part's mean 2");
  }

  @Test
  void anEncoderComesBackFromJsonAsItWas() {
    JsonMapper json = JsonMapper.builder().build();
    RandomGenerator random = random(1);
    for (int run = 0; run < 50; run++) {
      List<Feature> features = List.of(
          new NumberFeature(
              "x \"1\"", random.nextGaussian() * 1e-300, random.nextGaussian(), random.nextDouble() + 1e-9, run),
          new CategoryFeature("ü", List.of("a,b", "c\n", "😀"), run % 2));
      Target target =
          run % 2 == 0 ? new Classes("y", List.of("0", "1"), true) : new Quantity("y", random.nextGaussian(), 2);
      Encoder encoder = new TableEncoder(features, List.of(new IgnoredColumn("n", "why")), target, run % 2 == 0 ? Map.of() : Map.of("x \"1\"", "€"));
      assertThat(json.readValue(json.writeValueAsString(encoder), Encoder.class)).isEqualTo(encoder);
    }
    Encoder images = new ImageEncoder(28, 28, new Classes("label", List.of("3", "4"), true));
    assertThat(json.readValue(json.writeValueAsString(images), Encoder.class)).isEqualTo(images);
  }

  @Test
  void aTamperedEncoderIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new NumberFeature("x", 0, 0, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new NumberFeature("x", 0, Double.NaN, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new CategoryFeature("x", List.of("a", "a"), 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Classes("x", List.of("a"), false));
    assertThatIllegalArgumentException().isThrownBy(() -> new Quantity("x", 0, Double.POSITIVE_INFINITY));
    assertThatIllegalArgumentException().isThrownBy(() -> new ImageEncoder(1 << 16, 1 << 16,
        new Classes("x", List.of("a", "b"), false)));
  }
}
