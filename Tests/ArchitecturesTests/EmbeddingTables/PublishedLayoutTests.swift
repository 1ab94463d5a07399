import Checkpoints
import Testing

@testable import Architectures

@Suite struct PublishedLayoutTests {
  static let all =
    PublishedLayout.encoders + PublishedLayout.decoders + PublishedLayout.encoderDecoders + PublishedLayout.sounds
    + PublishedLayout.pictures + PublishedLayout.wrapped

  @Test(arguments: all)
  func table(of layout: PublishedLayout) throws {
    let choice = TableChoice.of(
      layout.infos, configuration: try layout.parsedConfiguration(), tokenizerSize: { layout.tokenizerSize })
    #expect(choice?.tensor.name == layout.table)
    #expect(choice.map { $0.others.map(\.name) } ?? [] == layout.others)
  }

  /// By names alone, as for weights in several files: the table is among what has to be looked at, and no layer is.
  @Test(arguments: all)
  func contenders(of layout: PublishedLayout) throws {
    let names = layout.tensors.map(\.name)
    let contenders = TableChoice.contenders(in: names, configuration: try layout.parsedConfiguration())
    if let table = layout.table { #expect(contenders.contains(table)) }
    #expect(contenders.count <= 3)
  }

  /// Names without a table beside them do not matter: the order in the file does not either.
  @Test(arguments: all)
  func orderOfTensors(of layout: PublishedLayout) throws {
    let choice = TableChoice.of(
      layout.infos.reversed(), configuration: try layout.parsedConfiguration(), tokenizerSize: { layout.tokenizerSize })
    #expect(choice?.tensor.name == layout.table)
  }
}
