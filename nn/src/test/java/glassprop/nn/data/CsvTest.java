package glassprop.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  @TempDir Path folder;

  private Table read(String text) throws IOException {
    return Csv.read(Files.writeString(folder.resolve("data.csv"), text));
  }

  private static double[] numbers(Table table, String column) {
    return ((NumberColumn) table.column(column)).toArray();
  }

  private static List<String> texts(Table table, String column) {
    return IntStream.range(0, table.rows()).mapToObj(table.column(column)::textAt).toList();
  }

  @Test
  void columnsAreNumbersOrCategories() throws IOException {
    Table table = read("x,species\n1.5,setosa\n-2e1,virginica\n+.5,setosa\n");
    assertThat(table.names()).containsExactly("x", "species");
    assertThat(numbers(table, "x")).containsExactly(1.5, -20, 0.5);
    CategoryColumn species = (CategoryColumn) table.column("species");
    assertThat(species.levels()).containsExactly("setosa", "virginica");
    assertThat(IntStream.range(0, 3).map(species::codeAt)).containsExactly(0, 1, 0);
    assertThat(table.lastColumn()).isEqualTo("species");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "NA", "N/A", "?", "null", "NULL", "  ", "\"\"", "\"NA\""})
  void missingCellsAreMissingInBothKindsOfColumns(String missing) throws IOException {
    Table table = read("x,c\n1,a\n" + missing + "," + missing + "\n3,b\n");
    assertThat(numbers(table, "x")).containsExactly(1, Double.NaN, 3);
    assertThat(((CategoryColumn) table.column("c")).codeAt(1)).isEqualTo(CategoryColumn.MISSING);
    assertThat(table.column("c").missing()).isEqualTo(1);
    assertThat(table.notes()).contains("missing cells: 'x' (1), 'c' (1)");
  }

  @Test
  void aColumnWithoutValuesIsAllMissingNumbers() throws IOException {
    assertThat(numbers(read("x,c\n,a\n,b\n"), "x")).containsExactly(Double.NaN, Double.NaN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x1F", "1d", "2f", "1_000", "1e", "--1", ".", "e5", "1.2.3", "١٢"})
  void whatOnlyJavaOrNobodyCallsANumberIsACategory(String text) throws IOException {
    assertThat(texts(read("x,y\n" + text + ",1\n2,2\n"), "x")).containsExactly(text, "2");
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t"})
  void theSeparatorIsFoundInTheHeaderAndSaid(String separator) throws IOException {
    Table table = read("a|\"b,;;\"|c\n1|\"x,y;z\tw\"|3\n".replace("|", separator));
    assertThat(table.names()).containsExactly("a", "b,;;", "c");
    assertThat(texts(table, "b,;;")).containsExactly("x,y;z\tw");
    assertThat(table.notes().getFirst()).startsWith("the separator is");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void lineEndsAreEqualAndLinesAreThoseOfTheFile(String end) throws IOException {
    Table table = read("a,b|1,\"two|lines\"|2,x|".replace("|", end));
    assertThat(table.rows()).isEqualTo(2);
    assertThat(texts(table, "b")).containsExactly("two" + end + "lines", "x");
    assertThat(table.lineOf(0)).isEqualTo(2);
    assertThat(table.lineOf(1)).isEqualTo(4);
  }

  @Test
  void aByteOrderMarkIsNotPartOfTheFirstName() throws IOException {
    assertThat(read("\ufeffa,b\n1,2\n").names()).containsExactly("a", "b");
  }

  @Test
  void quotedCellsMayHoldQuotes() throws IOException {
    assertThat(texts(read("a,b\n\"say \"\"hi\"\"\",1\n5\" pipe,2\n"), "a")).containsExactly("say \"hi\"", "5\" pipe");
  }

  @Test
  void gzipIsKnownByItsContentAndNotByItsName() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write("x,y\n1,é\n".getBytes(StandardCharsets.UTF_8));
    }
    Table table = Csv.read(Files.write(folder.resolve("no-suffix"), bytes.toByteArray()));
    assertThat(texts(table, "y")).containsExactly("é");
  }

  @Test
  void blankLinesArePassedOverAndThoseBetweenRowsReported() throws IOException {
    Table table = read("\n\na,b\n1,2\n\n  \n3,4\n\n\n");
    assertThat(numbers(table, "a")).containsExactly(1, 3);
    assertThat(table.lineOf(1)).isEqualTo(7);
    assertThat(table.notes()).contains("2 blank lines between rows passed over, the first in line 5");
    assertThat(read("a,b\n1,2\n\n\n").notes()).noneMatch(n -> n.contains("blank"));
  }

  @Test
  void theLastLineNeedsNoLineEnd() throws IOException {
    assertThat(numbers(read("a,b\n1,2\n3,"), "b")).containsExactly(2, Double.NaN);
  }

  @Test
  void decimalCommasAreReadWhereTheSeparatorIsAnother() throws IOException {
    Table table = read("länge;gewicht;art\n3,14;1,234;a\n-0,5;2;b\n7;5,678;a\n");
    assertThat(numbers(table, "länge")).containsExactly(3.14, -0.5, 7);
    assertThat(numbers(table, "gewicht")).containsExactly(1.234, 2, 5.678);
    assertThat(table.notes()).contains("numbers have a decimal comma");
  }

  @Test
  void aFewNumbersAmongWordsMakeNoNumberColumnButANote() throws IOException {
    Table table = read("size,y\n38,1\n40,2\nXL,3\n");
    assertThat(texts(table, "size")).containsExactly("38", "40", "XL");
    assertThat(table.notes()).contains("column 'size' is read as categories, though 2 cells of 3 look like numbers"
        + " (line 4 has 'XL')");
  }

  @Test
  void aSchemaOverridesWhatCellsSuggest() throws IOException {
    Path file = Files.writeString(folder.resolve("s.csv"), "code,x,junk\n01,1,1e309\n02,,nan\n");
    Schema schema = Schema.INFER.with("code", Schema.Kind.CATEGORY).with("junk", Schema.Kind.IGNORE);
    Table table = Csv.read(file, schema);
    assertThat(texts(table, "code")).containsExactly("01", "02");
    assertThat(table.names()).containsExactly("code", "x");
    assertThat(table.notes()).contains("columns not read: 'junk'");
  }

  @Test
  void numberedHeadersOfNamelessColumnsAreAccepted() throws IOException {
    assertThat(read("0,1,2\n5,6,7\n").names()).containsExactly("0", "1", "2");
  }

  @Test
  void fileNamesWithBlanksDashesAndLettersOfAnyKindAreRead() throws IOException {
    for (String name : List.of("-a b.csv", "ü 数.csv", "line\nbreak.csv")) {
      assertThat(Csv.read(Files.writeString(folder.resolve(name), "x,y\n1,2\n")).rows()).isEqualTo(1);
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aTableWrittenAndReadIsTheSame(long seed) throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    int rows = random.nextInt(1, 30);
    List<Column> columns = new ArrayList<>();
    int width = random.nextInt(1, 6);
    for (int c = 0; c < width; c++) {
      String name = "c" + c + word(random);
      columns.add(random.nextBoolean()
          ? new NumberColumn(name, numbers(random, rows)) : categories(random, name, rows));
    }
    StringWriter out = new StringWriter();
    Csv.write(new Table("generated", columns, new int[rows], List.of()), out);
    Table back = read(out.toString());
    assertThat(back.columns()).isEqualTo(columns);
  }

  private static double[] numbers(RandomGenerator random, int rows) {
    double[] values = new double[rows];
    for (int i = 0; i < rows; i++) {
      values[i] = switch (random.nextInt(5)) {
        case 0 -> Double.NaN;
        case 1 -> random.nextInt(-1000, 1000);
        case 2 -> random.nextGaussian();
        case 3 -> Double.MIN_VALUE * random.nextInt(10);
        default -> finite(Double.longBitsToDouble(random.nextLong()));
      };
    }
    return values;
  }

  private static double finite(double x) {
    return Double.isFinite(x) ? x : 0;
  }

  /** Cells that start with a letter, so that no column of them can be read as numbers. */
  private static CategoryColumn categories(RandomGenerator random, String name, int rows) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      cells.add(i > 0 && random.nextInt(4) == 0 ? "" : "x" + word(random) + "x");
    }
    return CategoryColumn.of(name, cells);
  }

  private static String word(RandomGenerator random) {
    String letters = "ab ,;\t\"\n\r'é数😀.0";
    int[] points = letters.codePoints().toArray();
    StringBuilder word = new StringBuilder();
    for (int n = random.nextInt(6); n > 0; n--) {
      word.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return word.append('z').toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {";", "\t", "|"})
  void theSeparatorIsTheOneThatCutsAllRowsAlike(String separator) throws IOException {
    Table table = read("Height, m|Weight, kg|n\n1,80|70,5|a,b\n1,75|68,5|c\n".replace("|", separator));
    assertThat(table.names()).containsExactly("Height, m", "Weight, kg", "n");
    assertThat(numbers(table, "Weight, kg")).containsExactly(70.5, 68.5);
  }

  @Test
  void aLineThatNamesTheSeparatorAndCommentsStandBeforeTheHeader() throws IOException {
    Table table = read("sep=;\r\n# measured in May\r\n# by hand\r\nx;y\r\n1,5;a,b\r\n2,5;c\r\n");
    assertThat(table.names()).containsExactly("x", "y");
    assertThat(table.lineOf(0)).isEqualTo(5);
    assertThat(table.notes()).contains("the first line, 'sep=;', names the separator",
        "2 lines before the header passed over, since comments begin with #");
    Table below = read("#c\nsep=;\n# more\nx;y\n1,5;a\n2,5;c\n");
    assertThat(below.names()).containsExactly("x", "y");
    assertThat(below.lineOf(0)).isEqualTo(5);
    assertThat(below.notes()).contains("2 lines before the header passed over, since comments begin with #");
    assertThat(read("#,x\n1,2\n2,3\n").names()).containsExactly("#", "x");
    assertThat(read("# only a comment\nx\n1\n").names()).containsExactly("x");
  }

  @Test
  void namesMayBeNumbersIfTheyAreSaidToBeNames() throws IOException {
    Path file = Files.writeString(folder.resolve("years.csv"), "2019,2020,2021\n5,6,7\n8,9,10\n");
    Table table = Csv.read(file, Schema.INFER, CsvFormat.USUAL.withHeader(Header.PRESENT));
    assertThat(table.names()).containsExactly("2019", "2020", "2021");
    assertThat(table.rows()).isEqualTo(2);
    assertThatThrownBy(() -> Csv.read(file)).hasMessageContaining("found only numbers").hasMessageContaining("(--no-header)").hasMessageContaining("(--header)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.998;a 645;b 12.500;a", "3.998€;a 645€;b 12.500€;a", "-3.998;a -645;b 12.500;a"})
  void threeDecimalsBesideWholeNumbersAreAmbiguousAsWithCommas(String cells) throws IOException {
    String points = "x;y\n" + cells.replace(' ', '\n') + "\n";
    assertThatThrownBy(() -> read(points)).isInstanceOf(DataException.class).hasMessageContaining("may be read with a decimal point or with a thousands separator");
    assertThatThrownBy(() -> read(points.replace('.', ','))).isInstanceOf(DataException.class)
        .hasMessageContaining("may be read with a decimal comma or with a thousands separator");
    assertThat(read(points.replace(';', ',')).notes()).anyMatch(note -> note.contains("read with a decimal point, not as thousands"));
    assertThat(numbers(read(points.replace("€", "") + "2.5;a\n"), "x")).endsWith(12.5, 2.5);
    assertThat(numbers(read(points.replace("€", "") + "2,5;a\n"), "x")).endsWith(12500, 2.5);
    assertThat(numbers(read("x;y\n3.998;a\n0.645;b\n12.500;a\n"), "x")).containsExactly(3.998, 0.645, 12.5);
  }

  @Test
  void aFileWithoutAHeaderHasNumberedColumns() throws IOException {
    Path file = Files.writeString(folder.resolve("bare.csv"), "5.1,setosa\n4.9,virginica\n");
    Table table = Csv.read(file, Schema.INFER, CsvFormat.USUAL.withHeader(Header.ABSENT));
    assertThat(table.names()).containsExactly("column1", "column2");
    assertThat(numbers(table, "column1")).containsExactly(5.1, 4.9);
    assertThat(texts(table, "column2")).containsExactly("setosa", "virginica");
    assertThat(table.lineOf(0)).isEqualTo(1);
    assertThat(Csv.read(file, Schema.INFER, CsvFormat.USUAL.withHeader(Header.PRESENT)).names()).containsExactly("5.1", "setosa");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1234.5", "\"1,234.5\"", "\"1 234.5\"", "1'234.5"})
  void thousandsMayBeParted(String text) throws IOException {
    assertThat(numbers(read("x,y\n" + text + ",1\n2,2\n"), "x")).containsExactly(1234.5, 2);
    String german = text.replace(",", "§").replace(".", ",").replace("§", ".");
    assertThat(numbers(read("x;y\n" + german + ";1\n2;2\n"), "x")).containsExactly(1234.5, 2);
  }

  @Test
  void percentAndCurrencyAreReadWithoutTheirSigns() throws IOException {
    Table table = read("share,price,paid\n12 %,€1.50,20 EUR\n-3.5%,-€2,\"1,030 EUR\"\n");
    assertThat(numbers(table, "share")).containsExactly(12, -3.5);
    assertThat(numbers(table, "price")).containsExactly(1.5, -2);
    assertThat(numbers(table, "paid")).containsExactly(20, 1030);
    assertThat(table.notes()).contains("column 'share': numbers with '%' read without it",
        "column 'paid': 1 cell with thousands separators, numbers with 'EUR' read without it");
  }

  @Test
  void aDashAmongTextsDoesNotLookLikeANumber() throws IOException {
    Path file = Files.writeString(folder.resolve("dash.csv"), "colour,y\nred,1\n-,2\nnone,3\nblue,4\n");
    assertThat(Csv.read(file).notes()).noneMatch(note -> note.contains("look like numbers"));
  }

  @Test
  void aDashIsMissingAmongNumbersAndATextAmongTexts() throws IOException {
    Table table = read("x,c\n1,-\n-,b\nnone,b\n");
    assertThat(numbers(table, "x")).containsExactly(1, Double.NaN, Double.NaN);
    assertThat(texts(table, "c")).containsExactly("-", "b", "b");
    assertThat(table.notes()).contains("column 'x': 2 cells as '-' taken as missing");
  }
}
