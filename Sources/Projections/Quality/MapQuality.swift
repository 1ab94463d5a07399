/// How far a map can be trusted: what it shows near is near, and what is near it shows.
public struct MapQuality: Sendable, Equatable, Codable {
  /// K, how many neighbours of each row are looked at.
  public let neighbors: Int
  /// From 0 to 1: less for each point that a map puts among a row's K nearest though it is none of them, by how many rows
  /// are nearer (Venna and Kaski 2001; scikit-learn's `trustworthiness`).
  public let trustworthiness: Double
  /// The part of the rows' K nearest neighbours that are also among their K nearest in the map, from 0 to 1.
  public let neighborPreservation: Double
  /// What a random map would keep of them: K / (V − 1).
  public let preservedByChance: Double
  /// How many rows were measured, each against all others.
  public let rowsMeasured: Int
  /// How many rows the map has.
  public let rows: Int
  /// Half the width of the 95 % interval of ``trustworthiness``, and of ``neighborPreservation``: 0 where all rows were
  /// measured.
  public let trustworthinessError: Double
  /// See ``trustworthinessError``.
  public let neighborPreservationError: Double
}
