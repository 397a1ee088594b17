package glassprop.lens.graph;

import glassprop.lens.graph.Caption.Run;
import glassprop.lens.graph.Caption.Tone;
import glassprop.lens.graph.Mark.Anchor;
import glassprop.lens.graph.Mark.Look;
import glassprop.lens.graph.layout.Layout.Box;
import glassprop.lens.graph.layout.Layout.Point;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A picture as an SVG document. Each line of text is one element, whose pieces flow, and is anchored at its middle or its end: nothing
 * stands where it stands because of the width of a letter, so any font will do. Colours follow the viewer's choice of light or dark.
 */
final class Svg {
  private static final String FONTS = "\"Helvetica Neue\", Helvetica, Arial, \"Liberation Sans\", \"Noto Sans\", \"DejaVu Sans\", sans-serif";

  private final StringBuilder out = new StringBuilder();

  private Svg() {}

  static byte[] of(Picture picture) {
    Svg svg = new Svg();
    svg.write(picture);
    return svg.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void write(Picture picture) {
    String width = number(picture.width());
    String height = number(picture.height());
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"").append(width).append("\" height=\"").append(height)
        .append("\" viewBox=\"0 0 ").append(width).append(' ').append(height).append("\" role=\"img\" xml:space=\"preserve\">\n<title>")
        .append(escaped(picture.title())).append("</title>\n<style>\ntext { font-family: ").append(FONTS)
        .append("; font-variant-numeric: tabular-nums; text-anchor: middle; }\n.end { text-anchor: end; }\n");
    for (Tone tone : Tone.values()) {
      out.append('.').append(name(tone)).append(" { font-size: ").append(tone.size()).append("px; ")
          .append(tone.isBold() ? "font-weight: bold; " : "").append("}\n");
    }
    for (Look look : Look.values()) {
      out.append('.').append(name(look)).append(" { stroke-width: ").append(number(look.width())).append("; ")
          .append(look.isDashed() ? "stroke-dasharray: 4 3; " : "").append("}\n");
    }
    colours(false);
    out.append("@media (prefers-color-scheme: dark) {\n");
    colours(true);
    out.append("}\n</style>\n");
    picture.marks().forEach(this::write);
    out.append("</svg>\n");
  }

  private void colours(boolean dark) {
    for (Tone tone : Tone.values()) {
      out.append('.').append(name(tone)).append(" { fill: ").append(tone.ink().css(dark)).append("; }\n");
    }
    for (Look look : Look.values()) {
      out.append('.').append(name(look)).append(" { fill: ").append(look.fill().map(ink -> ink.css(dark)).orElse("none"))
          .append("; stroke: ").append(look.stroke().map(ink -> ink.css(dark)).orElse("none")).append("; }\n");
    }
  }

  private void write(Mark mark) {
    switch (mark) {
      case Mark.Panel(Box box, double radius, Look look) ->
          shape("<rect x=\"" + number(box.x()) + "\" y=\"" + number(box.y()) + "\" width=\"" + number(box.width()) + "\" height=\""
              + number(box.height()) + "\" rx=\"" + number(radius) + "\"", look);
      case Mark.Curve(List<Point> points, Look look) ->
          shape("<path d=\"M" + points(points.subList(0, 1)) + " C" + points(points.subList(1, points.size())) + "\"", look);
      case Mark.Polyline(List<Point> points, Look look) -> shape("<polyline points=\"" + points(points) + "\"", look);
      case Mark.Dot(Point centre, double radius, Look look) ->
          shape("<circle cx=\"" + number(centre.x()) + "\" cy=\"" + number(centre.y()) + "\" r=\"" + number(radius) + "\"", look);
      case Mark.Words(Point at, Anchor anchor, List<Run> runs) -> {
        out.append("<text x=\"").append(number(at.x())).append("\" y=\"").append(number(at.y())).append('"')
            .append(anchor == Anchor.END ? " class=\"end\">" : ">");
        runs.forEach(run -> out.append("<tspan class=\"").append(name(run.tone())).append("\">").append(escaped(run.text())).append("</tspan>"));
        out.append("</text>\n");
      }
    }
  }

  private void shape(String element, Look look) {
    out.append(element).append(" class=\"").append(name(look)).append("\"/>\n");
  }

  private static String points(List<Point> points) {
    return points.stream().map(point -> number(point.x()) + "," + number(point.y())).collect(Collectors.joining(" "));
  }

  private static String number(double x) {
    return new BigDecimal(x).setScale(2, RoundingMode.HALF_EVEN).stripTrailingZeros().toPlainString();
  }

  /** As a class: a look and a tone may have the same name, and mean another thing by it. */
  private static String name(Enum<?> constant) {
    return constant.getDeclaringClass().getSimpleName().toLowerCase(Locale.ROOT) + "-" + constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
