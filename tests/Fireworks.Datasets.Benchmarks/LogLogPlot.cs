using System.Globalization;
using System.Security;
using System.Text;

namespace Fireworks.Datasets.Benchmarks;

/// <summary>Seconds against size, both logarithmic, as SVG that is readable on light and dark pages alike.</summary>
/// <param name="Format">How a size is written below the axis.</param>
internal sealed record LogLogPlot(string Title, string Sizes, Func<double, string> Format, IReadOnlyList<Line> Lines)
{
    private const int Width = 760, Height = 420;
    private const int Left = 70, Right = 500, Top = 50, Bottom = 360;

    // Colours that also the colour-blind tell apart; each line has a dash pattern of its own besides.
    private const string Style = """
        <style>
          .page { fill: #ffffff; stroke: #d0d7de } text { font: 13px system-ui, sans-serif; fill: #1f2328 } .title { font-weight: 600 }
          .grid { stroke: #d8dee4 } path.line { fill: none; stroke-width: 2.5 }
          .c0 { stroke: #0059b3; fill: #0059b3 } .c1 { stroke: #bc4c00; fill: #bc4c00 } .c2 { stroke: #7d3cb5; fill: #7d3cb5 }
          .c3 { stroke: #0b7a75; fill: #0b7a75 } .c4 { stroke: #8a6d00; fill: #8a6d00 }
          .c1.line { stroke-dasharray: 8 4 } .c2.line { stroke-dasharray: 2 4 } .c3.line { stroke-dasharray: 8 4 2 4 } .c4.line { stroke-dasharray: 14 4 }
          @media (prefers-color-scheme: dark) {
            .page { fill: #0d1117; stroke: #30363d } text { fill: #e6edf3 } .grid { stroke: #30363d }
            .c0 { stroke: #58a6ff; fill: #58a6ff } .c1 { stroke: #f0883e; fill: #f0883e } .c2 { stroke: #d2a8ff; fill: #d2a8ff }
            .c3 { stroke: #56d4cf; fill: #56d4cf } .c4 { stroke: #e3c341; fill: #e3c341 }
          }
        </style>
        """;

    public string ToSvg()
    {
        var points = Lines.SelectMany(line => line.Points).ToArray();
        var across = new LogAxis(points.Min(point => point.X), points.Max(point => point.X), Left, Right);
        var up = new LogAxis(points.Min(point => point.Y), points.Max(point => point.Y), Bottom, Top);
        var svg = new StringBuilder();
        Add(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Escape(Title)}: seconds against {Escape(Sizes)}\">");
        svg.Append(Style).Append('\n');
        Add(svg, $"<rect class=\"page\" x=\"0.5\" y=\"0.5\" width=\"{Width - 1}\" height=\"{Height - 1}\" rx=\"6\"/>");
        Add(svg, $"<text class=\"title\" x=\"{Left}\" y=\"28\">{Escape(Title)}: seconds, net, against {Escape(Sizes)}</text>");
        foreach (var x in points.Select(point => point.X).Distinct())
        {
            Add(svg, $"<path class=\"grid\" d=\"M{across.At(x):0.#} {Top}V{Bottom}\"/>");
            Add(svg, $"<text x=\"{across.At(x):0.#}\" y=\"{Bottom + 22}\" text-anchor=\"middle\">{Escape(Format(x))}</text>");
        }

        foreach (var y in up.Ticks)
        {
            Add(svg, $"<path class=\"grid\" d=\"M{Left} {up.At(y):0.#}H{Right}\"/>");
            Add(svg, $"<text x=\"{Left - 8}\" y=\"{up.At(y) + 4:0.#}\" text-anchor=\"end\">{y:0.###}</text>");
        }

        Draw(svg, across, up);
        return svg.Append("</svg>\n").ToString();
    }

    private void Draw(StringBuilder svg, LogAxis across, LogAxis up)
    {
        for (var i = 0; i < Lines.Count; i++)
        {
            var places = Lines[i].Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{across.At(point.X):0.#} {up.At(point.Y):0.#}")).ToArray();
            Add(svg, $"<path class=\"line c{i}\" d=\"M{string.Join('L', places)}\"/>");
            foreach (var place in places.Select(place => place.Split(' ')))
            {
                Add(svg, $"<circle class=\"c{i}\" cx=\"{place[0]}\" cy=\"{place[1]}\" r=\"3.5\"/>");
            }

            var y = Top + 10 + (i * 40);
            Add(svg, $"<path class=\"line c{i}\" d=\"M{Right + 20} {y}h32\"/>");
            Add(svg, $"<text x=\"{Right + 20}\" y=\"{y + 18}\">{Escape(Lines[i].Name)}</text>");
        }
    }

    private static void Add(StringBuilder svg, FormattableString element) => svg.Append(element.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static string Escape(string text) => SecurityElement.Escape(text);
}
