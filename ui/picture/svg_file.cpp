#include "ui/picture/svg_file.h"

#include "core/text/one_line.h"

#include <QFontInfo>
#include <QStringList>

#include <pugixml.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

namespace hopwright::ui {

namespace {

/// At most three digits behind the point, and no language's comma.
std::string numberText(double value)
{
    QByteArray out = QByteArray::number(std::abs(value) < 0.0005 ? 0.0 : value, 'f', 3);
    while (out.endsWith('0'))
        out.chop(1);
    if (out.endsWith('.'))
        out.chop(1);
    return out.toStdString();
}

void setNumber(pugi::xml_node node, const char* name, double value)
{
    node.append_attribute(name).set_value(numberText(value).c_str());
}

void setText(pugi::xml_node node, const char* name, const std::string& value)
{
    node.append_attribute(name).set_value(value.c_str());
}

/// What may stand in an XML document and is seen by who reads it.
std::string wordsOf(const QString& text)
{
    QString out = text;
    for (QChar& each : out) {
        if (each == QChar(0xFFFE) || each == QChar(0xFFFF))
            each = QChar::ReplacementCharacter;
    }
    return text::oneLine(out.toStdString());
}

void setColour(pugi::xml_node node, const std::string& name, const QColor& colour)
{
    setText(node, name.c_str(), colour.name(QColor::HexRgb).toStdString());
    if (colour.alpha() != 255)
        setNumber(node, (name + "-opacity").c_str(), colour.alphaF());
}

std::string dataOf(const QPainterPath& path)
{
    std::string out;
    const auto point = [&out](const QPainterPath::Element& at) {
        out += numberText(at.x) + ' ' + numberText(at.y);
    };
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element& element = path.elementAt(i);
        if (element.isMoveTo()) {
            out += 'M';
        } else if (element.isLineTo()) {
            out += 'L';
        } else {
            // A curve is three elements: two for its directions, one for its end.
            out += 'C';
            point(element);
            out += ' ';
            point(path.elementAt(++i));
            out += ' ';
            point(path.elementAt(++i));
            continue;
        }
        point(element);
    }
    return out;
}

void setCap(pugi::xml_node node, const QPen& pen)
{
    if (pen.capStyle() == Qt::RoundCap) {
        setText(node, "stroke-linecap", "round");
    } else if (pen.capStyle() == Qt::SquareCap) {
        setText(node, "stroke-linecap", "square");
    }
    if (pen.joinStyle() == Qt::RoundJoin) {
        setText(node, "stroke-linejoin", "round");
    } else if (pen.joinStyle() == Qt::BevelJoin) {
        setText(node, "stroke-linejoin", "bevel");
    }
}

/// Of Qt a pattern counts widths of the pen, of SVG units.
void setDashes(pugi::xml_node node, const QPen& pen)
{
    std::string dashes;
    for (const double each : pen.dashPattern())
        dashes += (dashes.empty() ? "" : " ") + numberText(each * pen.widthF());
    if (pen.style() != Qt::SolidLine && !dashes.empty())
        setText(node, "stroke-dasharray", dashes);
}

void addShape(pugi::xml_node parent, const RecordedShape& shape)
{
    const pugi::xml_node node = parent.append_child("path");
    setText(node, "d", dataOf(shape.path));
    if (shape.fill.isValid()) {
        setColour(node, "fill", shape.fill);
        if (shape.path.fillRule() == Qt::OddEvenFill)
            setText(node, "fill-rule", "evenodd");
    } else {
        setText(node, "fill", "none");
    }
    if (shape.pen.style() != Qt::NoPen) {
        setColour(node, "stroke", shape.pen.color());
        setNumber(node, "stroke-width", shape.pen.widthF());
        setCap(node, shape.pen);
        setDashes(node, shape.pen);
    }
    if (shape.clip)
        setText(node, "clip-path", "url(#clip" + std::to_string(*shape.clip) + ")");
}

/// The family that was found here first, then those that were asked for.
std::string familiesOf(const QFont& font)
{
    QStringList names{QFontInfo(font).family()};
    names += font.families();
    names.removeDuplicates();
    QString out;
    for (QString name : names) {
        if (!name.isEmpty())
            out += u'\'' + name.remove(u'\'').remove(u'\\') + QStringLiteral("', ");
    }
    return wordsOf(out + QStringLiteral("sans-serif"));
}

void addLine(pugi::xml_node parent, const RecordedLine& line)
{
    if (line.full != line.shown) {  // A title belongs to what it stands in: the text.
        parent = parent.append_child("g");
        parent.append_child("title").text().set(wordsOf(line.full).c_str());
    }
    const pugi::xml_node node = parent.append_child("text");
    setNumber(node, "x", line.baseline.x());
    setNumber(node, "y", line.baseline.y());
    setText(node, "font-family", familiesOf(line.font));
    setNumber(node, "font-size", line.font.pixelSize());
    if (line.font.weight() != QFont::Normal)
        setNumber(node, "font-weight", line.font.weight());
    setColour(node, "fill", line.colour);
    setText(node, "xml:space", "preserve");
    setNumber(node, "textLength", line.width);
    setText(node, "lengthAdjust", "spacingAndGlyphs");
    node.text().set(wordsOf(line.shown).c_str());
}

void add(pugi::xml_node parent, const RecordedElement& element)
{
    if (const auto* shape = std::get_if<RecordedShape>(&element)) {
        addShape(parent, *shape);
    } else {
        addLine(parent, std::get<RecordedLine>(element));
    }
}

void addClips(pugi::xml_node root, const std::vector<QPainterPath>& clips)
{
    if (clips.empty())
        return;
    pugi::xml_node definitions = root.append_child("defs");
    for (std::size_t i = 0; i < clips.size(); ++i) {
        pugi::xml_node clip = definitions.append_child("clipPath");
        setText(clip, "id", "clip" + std::to_string(i));
        setText(clip.append_child("path"), "d", dataOf(clips[i]));
    }
}

class BytesWriter : public pugi::xml_writer {
public:
    void write(const void* data, std::size_t size) override
    {
        m_bytes.append(static_cast<const char*>(data), static_cast<qsizetype>(size));
    }
    const QByteArray& bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

}  // namespace

QByteArray svgOf(const Recording& picture, const QString& title)
{
    pugi::xml_document document;
    const pugi::xml_node declaration = document.append_child(pugi::node_declaration);
    setText(declaration, "version", "1.0");
    setText(declaration, "encoding", "UTF-8");
    pugi::xml_node root = document.append_child("svg");
    const QRectF& bounds = picture.bounds();
    setText(root, "xmlns", "http://www.w3.org/2000/svg");
    setText(root, "version", "1.1");
    setNumber(root, "width", bounds.width());
    setNumber(root, "height", bounds.height());
    setText(root, "viewBox",
            numberText(bounds.left()) + ' ' + numberText(bounds.top()) + ' '
                + numberText(bounds.width()) + ' ' + numberText(bounds.height()));
    root.append_child("title").text().set(wordsOf(title).c_str());
    addClips(root, picture.clips());
    for (const RecordedElement& each : picture.elements())
        add(root, each);
    BytesWriter writer;
    document.save(writer, " ", pugi::format_indent, pugi::encoding_utf8);
    return writer.bytes();
}

}  // namespace hopwright::ui
