package io.ef21.plot;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** An SVG file read back with an XML parser, as the tests look at it. */
final class SvgPicture {
    private final Element root;

    private SvgPicture(Element root) {
        this.root = root;
    }

    static SvgPicture of(Figure figure) throws Exception {
        return parse(FileFormat.SVG.draw(figure));
    }

    static SvgPicture parse(byte[] bytes) throws Exception {
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
        return new SvgPicture(document.getDocumentElement());
    }

    double width() {
        return Double.parseDouble(root.getAttribute("viewBox").split(" ")[2]);
    }

    double height() {
        return Double.parseDouble(root.getAttribute("viewBox").split(" ")[3]);
    }

    List<Element> elements(String tag) {
        NodeList nodes = root.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    /** What all the text elements say, exponents included. */
    List<String> texts() {
        return elements("text").stream().map(Element::getTextContent).toList();
    }

    /** The text element that says exactly this; there must be one. */
    Element text(String content) {
        return elements("text").stream()
                .filter(text -> text.getTextContent().equals(content))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no text " + content + " among " + texts()));
    }

    /** The points of the line of the series at this place, as rows of x and y. */
    double[][] line(int series) {
        Stroke stroke = Palette.line(series);
        return elements("polyline").stream()
                .filter(line -> line.getAttribute("stroke").equals(String.format("#%06X", stroke.rgb())))
                .filter(line -> Double.parseDouble(line.getAttribute("stroke-width")) == stroke.width())
                .map(SvgPicture::points)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line for series " + series));
    }

    static double[][] points(Element polyline) {
        return Arrays.stream(polyline.getAttribute("points").split(" "))
                .map(point -> Arrays.stream(point.split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
    }

    /** The room that a text element takes, by the widths that the layout reckons with. */
    static Box room(Element text) {
        double size = number(text, "font-size");
        boolean bold = text.getAttribute("font-weight").equals("bold");
        TextStyle style = new TextStyle(size, 0, bold, TextStyle.Anchor.START, false);
        Element exponent = (Element) text.getElementsByTagName("tspan").item(0);
        String raised = exponent == null ? "" : exponent.getTextContent();
        String content = text.getTextContent();
        RichText rich = new RichText(content.substring(0, content.length() - raised.length()), raised);
        double width = rich.width(style);
        double before =
                switch (text.getAttribute("text-anchor")) {
                    case "middle" -> width / 2;
                    case "end" -> width;
                    default -> 0;
                };
        double x = number(text, "x");
        double y = number(text, "y");
        if (text.hasAttribute("transform")) {
            return new Box(x - 0.75 * size, y + before - width, x + 0.2 * size, y + before);
        }
        return new Box(x - before, y - 0.75 * size, x - before + width, y + 0.2 * size);
    }

    static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
