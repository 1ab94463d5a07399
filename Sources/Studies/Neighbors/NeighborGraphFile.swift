import Checkpoints
package import EmbeddingAnalysis
import SafeText

/// A file for the neighbours of all rows, in the format that its name asks for.
package struct NeighborGraphFile: Sendable {
  var path: String
  var format: Format

  /// nil where the name ends in no format's name; `-`, the standard output, is CSV.
  package init?(path: String) {
    if path == "-" {
      (self.path, format) = (path, .csv)
      return
    }
    guard let dot = path.lastIndex(of: "."),
      let format = Format(rawValue: path[path.index(after: dot)...].lowercased())
    else { return nil }
    self.path = path
    self.format = format
  }
}

extension NeighborGraphFile {
  package enum Format: String, CaseIterable, Sendable {
    /// NumPy's archive: `ids` [V, k] as 32-bit integers (-1 where a row has fewer), `scores` [V, k] as 64-bit floats (NaN there),
    /// `metric`, and `raw` [V], the tokens' spellings.
    case npz
    /// Comma-separated values: a line for each row and neighbour, ranks from 1.
    case csv

    /// The bytes of the file that holds `graph`, with the tokens' spellings as `named` gives them.
    ///
    /// Throws where an archive would be larger than 4 GB.
    package func bytes(of graph: NeighborGraph, named raw: (Int) -> String) throws -> [UInt8] {
      switch self {
      case .npz:
        let shape = [graph.rowCount, graph.k]
        return try NumPyArchive.bytes([
          ("ids", NumPyArray(graph.ids, shape: shape)), ("scores", NumPyArray(graph.scores, shape: shape)),
          ("metric", NumPyArray(graph.metric.rawValue)), ("raw", NumPyArray((0..<graph.rowCount).map(raw))),
        ])
      case .csv:
        var text = "id,raw,rank,neighbor_id,neighbor_raw,\(graph.metric.rawValue)\n"
        let names = (0..<graph.rowCount).map { CSVText.field(raw($0)) }
        for row in 0..<graph.rowCount {
          for (rank, neighbor) in graph.neighbors(of: row).enumerated() {
            text += "\(row),\(names[row]),\(rank + 1),\(neighbor.id),\(names[neighbor.id]),\(neighbor.score)\n"
          }
        }
        return Array(text.utf8)
      }
    }
  }
}
