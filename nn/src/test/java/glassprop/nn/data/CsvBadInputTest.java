package glassprop.nn.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each bad file gives one error that says where, what was expected, what came and what to do. */
@Timeout(60)
class CsvBadInputTest {
  @TempDir Path folder;

  private DataException error(byte[] content) throws IOException {
    return error(Files.write(folder.resolve("bad.csv"), content));
  }

  private static DataException error(Path path) {
    DataException e = catchThrowableOfType(DataException.class, () -> Csv.read(path));
    assertThat(e).as("an error for %s", path).isNotNull();
    assertThat(e.getMessage()).startsWith(Wording.printable(path.toString())).doesNotContain("\n");
    return e;
  }

  /** A number column of a hundred good rows, which is what makes the odd cell an error. */
  private static String amongNumbers(String cell) {
    return "a,x\n" + "1,2.5\n".repeat(100) + "1," + cell + "\n" + "1,3\n";
  }

  static Stream<Arguments> badTexts() {
    return Stream.of(
        arguments("", 0, "", "found an empty file"),
        arguments("\n\n  \n", 0, "", "found an empty file"),
        arguments("a,b\n", 0, "", "expected rows after the header"),
        arguments("a,b", 0, "", "expected rows after the header"),
        arguments("a,b\n1,2\n1,2,3\n", 3, "", "expected 2 cells as in the header, found 3"),
        arguments("a,b\n1,2\n1\n", 3, "", "expected 2 cells as in the header, found 1"),
        arguments("a,b\n\"x\ny\",2\n1,2,\n", 4, "", "found 3"),
        arguments("a,b\n1,\"x\n2,y\n3,z\"\n", 0, "", ""), // a closed quote over lines is right
        arguments("a,b,c\n1,\"x,y\n2,p\",q,r\n", 2, "", "takes it to line 3"),
        arguments("a,b\n1,2\n3,\"x\n4,5\n6,7\n", 3, "b", "never closed"),
        arguments("a,b\n\"x\ny\",\"open\n4,5\n", 3, "b", "never closed"),
        arguments("a,\"b\n1,2\n", 1, "2", "never closed"),
        arguments("a,b\n1,\"x\"y\n", 2, "b", "text after the closing quote"),
        arguments("a, \"b\"\n1,2\n", 1, "2", "remove the blank"),
        arguments("a,b,a\n1,2,3\n", 1, "", "columns 1 and 3 have the same name 'a'"),
        arguments("a,b, a \n1,2,3\n", 1, "", "columns 1 and 3 have the same name 'a'"),
        arguments(",a\n0,2\n", 1, "", "column 1 of 2 has no name"),
        arguments("a,\n0,2\n", 1, "", "column 2 of 2 has no name"),
        arguments("5.1,3.5\n4.9,3.0\n", 1, "", "found only numbers"),
        arguments(amongNumbers("nan"), 102, "x", "'nan', which is not a finite number; leave the cell empty"),
        arguments(amongNumbers("NaN"), 102, "x", "'NaN', which is not a finite number; leave the cell empty"),
        arguments(amongNumbers("-inf"), 102, "x", "'-inf', which is not a finite"),
        arguments(amongNumbers("Infinity"), 102, "x", "'Infinity', which is not a finite"),
        arguments(amongNumbers("1e309"), 102, "x", "'1e309', which is not a finite"),
        arguments(amongNumbers("-" + "9".repeat(400)), 102, "x", "which is not a finite"),
        arguments(amongNumbers("abc"), 102, "x", "'abc' (1 cell of 102 like it); leave the cell empty"),
        arguments(amongNumbers("\"3,14\""), 102, "x", "decimal point"),
        arguments(amongNumbers("12%"), 102, "x", "expected numbers of one unit, found '12%'"),
        arguments(amongNumbers("\"abc\ndef\""), 102, "x", "'abc\\ndef'"),
        arguments("x,y\nnan,1\ninf,2\n", 2, "x", "'nan'"),
        arguments("x,y\n1,1\nnan,2\n", 3, "x", "'nan'"), // few rows are no excuse
        arguments("x;y\n1,234;1\n5,678;2\n", 2, "x", "'1,234'"), // 1.234 or 1234?
        arguments("x;y\n3,14;1.5\n2,5;2\n", 2, "y", "decimal comma"),
        arguments("x;y\n3,14;1\n2.5;2\n", 2, "x", "'3,14'"),
        arguments("x;y\n" + "520,25;a\n".repeat(9) + "abc;b\n520,25;c\n", 11, "x", "'abc'"), // the one bad cell is blamed
        arguments("x\n#y,1\n2,3\n", 2, "", "found 2"),
        arguments("sep=^\nx^y\n1^2\n", 1, "", "expected ';', ',', '|' or a tab after sep=, found '^'"),
        arguments("5.1,3.5,setosa\n4.9,3.0,setosa\n", 0, "", "found one that looks like the others ('5.1', '3.5', 'setosa')"),
        arguments("1,2,a\n3,4,b\n5,6,a\n", 0, "", "looks like the others"),
        arguments("sunny,no\nrainy,yes\nsunny,no\n", 0, "", "looks like the others"),
        arguments("country,2019,2020\nNorway,1,2\nChile,3,4\n", 0, "", "")); // years are names
  }

  @ParameterizedTest
  @MethodSource("badTexts")
  void badTextsAreErrorsWithTheirPlace(String text, int line, String column, String words) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.csv"), text);
    if (words.isEmpty()) {
      assertThat(Csv.read(file).rows()).isPositive();
      return;
    }
    DataException e = error(file);
    assertThat(e.getMessage()).contains(words);
    assertThat(e.line().orElse(0)).isEqualTo(line);
    assertThat(e.column().orElse("")).isEqualTo(column);
  }

  @Test
  void aMostlyNumericColumnIsNoErrorOnceAskedForAsCategories() throws IOException {
    Path file = Files.writeString(folder.resolve("c.csv"), amongNumbers("abc"));
    assertThat(Csv.read(file, Schema.INFER.with("x", Schema.Kind.CATEGORY)).column("x"))
        .isInstanceOf(CategoryColumn.class);
  }

  @Test
  void aColumnAskedForAsNumbersTakesNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("n.csv"), "x,y\n1,a\nred,b\n");
    DataException e = catchThrowableOfType(DataException.class,
        () -> Csv.read(file, Schema.INFER.with("x", Schema.Kind.NUMBER)));
    assertThat(e).hasMessageContaining("line 3, column 'x': expected a number, found 'red'");
  }

  @Test
  void aSchemaWithAColumnThatIsNotThereListsThoseThatAre() throws IOException {
    Path file = Files.writeString(folder.resolve("n.csv"), "height,y\n1,a\n");
    DataException e = catchThrowableOfType(DataException.class,
        () -> Csv.read(file, Schema.INFER.with("heigth", Schema.Kind.NUMBER)));
    assertThat(e).hasMessageContaining("expected a column 'heigth', found 'height', 'y'; did you mean 'height'?");
  }

  @Test
  void bytesThatAreNotUtf8AreNamedByOffsetAndLine() throws IOException {
    DataException latin = error("name,x\nabc,1\ncafé,2\n".getBytes(ISO_8859_1));
    assertThat(latin).hasMessageContaining("line 3: expected UTF-8, found the byte 0xe9 at byte offset 16");
    DataException late = error(("a,b\n" + "1,2\n".repeat(50_000) + "3,é\n").getBytes(ISO_8859_1));
    assertThat(late).hasMessageContaining("line 50002").hasMessageContaining("byte offset 200006");
    DataException cut = error(new byte[] {'a', ',', 'b', '\n', '1', ',', (byte) 0xc3});
    assertThat(cut).hasMessageContaining("byte offset 6");
  }

  @Test
  void nulBytesAndUtf16AreNamed() throws IOException {
    assertThat(error("a,b\n1,\0\n".getBytes(ISO_8859_1))).hasMessageContaining("line 2")
        .hasMessageContaining("NUL byte at byte offset 6");
    assertThat(error("a,b\n1,2\n".getBytes(UTF_16))).hasMessageContaining("UTF-16");
    assertThat(error("a,b\n1,2\n".getBytes(UTF_16LE))).hasMessageContaining("NUL byte at byte offset 1");
  }

  @Test
  void limitsAreNamed() throws IOException {
    String header = IntStream.range(0, CsvRecords.MOST_COLUMNS + 1).mapToObj(i -> "c" + i)
        .collect(Collectors.joining(","));
    assertThat(error((header + "\n").getBytes(ISO_8859_1))).hasMessageContaining("100000 columns, the limit");
    byte[] endless = new byte[CsvRecords.LONGEST_ROW + 2];
    Arrays.fill(endless, (byte) 'a');
    assertThat(error(endless)).hasMessageContaining("longer than 1048576 characters, the limit");
    String longCell = "a,b\n1,2\n3," + "x".repeat(CsvRecords.LONGEST_CELL + 10) + "\n";
    assertThat(error(longCell.getBytes(ISO_8859_1))).hasMessageContaining("line 3, column 'b'")
        .hasMessageContaining("1048576 characters, the limit");
    String longRow = "a,b\n" + ("x".repeat(1 << 16) + ",").repeat(300) + "\n";
    assertThat(error(longRow.getBytes(ISO_8859_1))).hasMessageContaining("line 2")
        .hasMessageContaining("16777216 characters, the limit");
    String open = "a,b\n1,\"2\n" + "3,4\n".repeat(1 << 19);
    assertThat(error(open.getBytes(ISO_8859_1))).hasMessageContaining("line 2, column 'b'")
        .hasMessageContaining("is its closing quote missing?");
  }

  @Test
  void whatIsNoRegularFileIsRefusedAtOnce() throws Exception {
    assertThat(error(folder)).hasMessageContaining("found a folder");
    assertThat(error(Path.of("/dev/zero"))).hasMessageContaining("pipe, socket or device");
    Path pipe = folder.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "there is no mkfifo here");
    assertThat(error(pipe)).hasMessageContaining("pipe, socket or device");
  }

  @Test
  void absentFilesSuggestTheirNeighbours() throws IOException {
    Files.writeString(folder.resolve("iris.csv"), "a\n1\n");
    assertThat(error(folder.resolve("irsi.csv"))).hasMessageContaining("did you mean 'iris.csv'?")
        .hasMessageContaining("the working folder is " + Path.of("").toAbsolutePath());
    assertThat(error(folder.resolve("none/x.csv"))).hasMessageContaining("no such folder");
    assertThat(error(folder.resolve("iris.csv/x.csv"))).hasMessageContaining("no such folder");
    assertThat(error(folder.resolve("a\nb\u001b[1m.csv"))).hasMessageContaining("a\\nb\\u001b[1m.csv");
  }

  @Test
  void linksAreFollowedAndDanglingOnesNamed() throws IOException {
    Path target = Files.writeString(folder.resolve("t.csv"), "a\n1\n");
    assertThat(Csv.read(Files.createSymbolicLink(folder.resolve("good"), target)).rows()).isEqualTo(1);
    Path dangling = Files.createSymbolicLink(folder.resolve("bad"), folder.resolve("gone"));
    assertThat(error(dangling)).hasMessageContaining("leads nowhere").hasMessageContaining("gone");
    Path loop = folder.resolve("loop");
    assertThat(error(Files.createSymbolicLink(loop, loop))).hasMessageContaining("leads nowhere");
  }

  @Test
  void anUnreadableFileIsRefusedUnlessTheUserMayReadAnything() throws IOException {
    Path file = Files.writeString(folder.resolve("secret.csv"), "a\n1\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    if (Files.isReadable(file)) { // root
      assertThat(Csv.read(file).rows()).isEqualTo(1);
    } else {
      assertThat(error(file)).hasMessageContaining("no permission");
    }
  }

  private static byte[] gzip(String text) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(ISO_8859_1));
    }
    return out.toByteArray();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Test
  void everyByteOfAGzipFileIsAPartOfAMember() throws IOException {
    byte[] first = gzip("a,b\n1,2\n3,4\n");
    byte[] second = gzip("5,6\n");
    Path file = Files.write(folder.resolve("two.csv.gz"), joined(first, second));
    assertThat(Csv.read(file).rows()).isEqualTo(3);
    for (int length = 1; length < second.length; length++) {
      assertThat(error(joined(first, Arrays.copyOf(second, length)))).hasMessageContaining("truncated")
          .hasMessageMatching(".* \\([23] rows were read before that\\)");
    }
    for (int damaged : new int[] {0, 1, 2, second.length - 1, second.length - 5}) { // magic, method, length, checksum
      byte[] bad = second.clone();
      bad[damaged] ^= 0x40;
      assertThat(error(joined(first, bad))).as("byte %d", damaged).hasMessageContaining("the gzip data is damaged");
    }
    assertThat(error(joined(first, "left over".getBytes(ISO_8859_1))))
        .hasMessageContaining("no gzip member begins at byte " + first.length + ", where member 1 of the file has ended");
  }

  @Test
  void gzipUnpacksOnlySoFar() throws IOException {
    byte[] bomb = gzip("a,b\n" + "0,0\n".repeat(20 << 20));
    assertThat(error(bomb)).hasMessageContaining("unpacks to more than 250 times its size").hasMessageContaining("--max-expansion");
    Path small = Files.write(folder.resolve("small.csv.gz"), gzip("a,b\n" + "0,0\n".repeat(1000)));
    assertThat(Csv.read(small, Schema.INFER, CsvFormat.USUAL.withMostExpansion(1)).rows()).isEqualTo(1000); // too small to harm
  }

  @Test
  void gzipCutShortOrDamagedIsAnError() throws IOException {
    byte[] whole = gzip("a,b\n1,2\n3,4\n");
    for (int length = 2; length < whole.length; length++) {
      assertThat(error(Arrays.copyOf(whole, length))).hasMessageContaining("truncated");
    }
    byte[] wrongChecksum = whole.clone();
    wrongChecksum[whole.length - 8] ^= 1;
    assertThat(error(wrongChecksum)).hasMessageContaining("the gzip data is damaged");
  }
}
