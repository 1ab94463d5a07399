/// The `d` of an SVG path, in relative coordinates: differences of rounded places, so that rounding never adds up.
struct SVGPath {
  private(set) var text = SVGText()
  private var x = 0
  private var y = 0
  private var lastCommand: UInt8 = 0

  mutating func move(to point: Point) { step("m", to: point) }

  mutating func line(to point: Point) { step("l", to: point) }

  /// A line of no length: a dot, where the line has round ends.
  mutating func dot() {
    text.append("h0")
    lastCommand = UInt8(ascii: "h")
  }

  mutating func close() {
    text.append("z")
    lastCommand = UInt8(ascii: "z")
  }

  mutating func rectangle(_ rectangle: Rect) {
    let corner = Point(x: rectangle.x, y: rectangle.y)
    move(to: corner)
    let width = SVGText.hundredths(rectangle.maxX) - SVGText.hundredths(rectangle.x)
    let height = SVGText.hundredths(rectangle.maxY) - SVGText.hundredths(rectangle.y)
    for (command, amount) in [("h", width), ("v", height), ("h", -width)] {
      text.append(command)
      text.append(hundredths: amount)
    }
    close()
  }

  /// A relative command; a first `m` counts from (0, 0), and a command that repeats is not written again.
  private mutating func step(_ command: Character, to point: Point) {
    let (newX, newY) = (SVGText.hundredths(point.x), SVGText.hundredths(point.y))
    let letter = command.asciiValue ?? 0
    // After "m", further pairs would be lines: only "l" may leave its letter out.
    let isImplied = letter == UInt8(ascii: "l") && lastCommand == letter
    if !isImplied { text.append([letter]) }
    if isImplied && newX - x >= 0 { text.append(" ") }
    text.append(hundredths: newX - x)
    if newY - y >= 0 { text.append(" ") }
    text.append(hundredths: newY - y)
    (x, y, lastCommand) = (newX, newY, letter)
  }
}
