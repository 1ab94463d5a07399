/// A function or class that a pickle may name, as what it means to us.
///
/// The list is closed: a name that is not in it ends the reading. Classes that hold settings are on it as `opaque`: nothing of
/// them is looked at.
enum PickleGlobal: Equatable {
  /// A dictionary of some kind: OrderedDict, defaultdict, Counter.
  case dictionary
  /// `torch.Size`, `tuple`: what is made of them is a tuple.
  case tuple
  case list
  /// `torch.nn.Parameter`, which is a tensor.
  case parameter
  case rebuild(Rebuild)
  /// The type of a storage's elements; nil for one that is bytes alone.
  case storage(TorchType?)
  case type(TorchType)
  case opaque(String)

  /// The functions that put a tensor together.
  enum Rebuild: String, CaseIterable {
    case tensor = "_rebuild_tensor"
    case tensor2 = "_rebuild_tensor_v2"
    case tensor3 = "_rebuild_tensor_v3"
    case quantised = "_rebuild_qtensor"
    case parameter = "_rebuild_parameter"
    case parameterWithState = "_rebuild_parameter_with_state"
    case fromType = "_rebuild_from_type_v2"
  }

  /// What `name` of `module` means; nil where it is not on the list.
  static func named(_ name: String, in module: String) -> PickleGlobal? {
    if let known = plain["\(module).\(name)"] { return known }
    switch module {
    // torch.tensor is what torch._tensor was called once.
    case "torch._utils", "torch._tensor", "torch.tensor":
      if let rebuild = Rebuild(rawValue: name) { return .rebuild(rebuild) }
      return otherTensors.contains(name) ? .opaque("tensor of another kind (\(name))") : nil
    case "torch", "torch.cuda", "torch.storage":
      if let storage = TorchType.storage(named: name) { return .storage(storage) }
      guard module == "torch" else { return nil }
      if let type = TorchType.named(name) { return .type(type) }
      return quantisations.contains(name) ? .opaque(name) : nil
    default:
      let full = "\(module).\(name)"
      return harmless.contains(full) ? .opaque(full) : nil
    }
  }

  private static let plain: [String: PickleGlobal] = [
    "collections.OrderedDict": .dictionary, "collections.defaultdict": .dictionary, "collections.Counter": .dictionary,
    "builtins.dict": .dictionary, "__builtin__.dict": .dictionary, "builtins.list": .list, "__builtin__.list": .list,
    "builtins.tuple": .tuple, "__builtin__.tuple": .tuple, "torch.Size": .tuple,
    "torch.nn.parameter.Parameter": .parameter, "torch.nn.parameter.Buffer": .parameter,
    "torch.storage.UntypedStorage": .storage(nil), "torch.storage._UntypedStorage": .storage(nil),
    "torch.UntypedStorage": .storage(nil), "torch.Tensor": .opaque("torch.Tensor"),
    "torch._tensor.Tensor": .opaque("torch.Tensor"), "torch.device": .opaque("torch.device"),
    "torch.serialization._get_layout": .opaque("layout"),
  ]

  private static let otherTensors: Set<String> = [
    "_rebuild_sparse_tensor", "_rebuild_meta_tensor_no_storage", "_rebuild_nested_tensor",
    "_rebuild_device_tensor_from_numpy", "_rebuild_device_tensor_from_cpu_tensor",
  ]

  private static let quantisations: Set<String> = [
    "per_tensor_affine", "per_tensor_symmetric", "per_channel_affine", "per_channel_symmetric",
    "per_channel_affine_float_qparams", "strided", "sparse_coo", "contiguous_format", "channels_last",
    "preserve_format",
  ]

  /// Values beside the tensors: settings, states of random numbers, dates.
  private static let harmless: Set<String> = Set(
    [
      "argparse.Namespace", "types.SimpleNamespace", "_codecs.encode", "copyreg._reconstructor",
      "copy_reg._reconstructor", "pathlib.Path", "pathlib.PosixPath", "pathlib.PurePosixPath", "pathlib.WindowsPath",
      "pathlib._local.PosixPath", "pathlib._local.WindowsPath", "datetime.datetime", "datetime.date",
      "datetime.timedelta", "datetime.timezone", "decimal.Decimal", "fractions.Fraction", "uuid.UUID",
      "torch.torch_version.TorchVersion", "torch.random.Generator", "torch._C.Generator", "torch.finfo",
      "omegaconf.dictconfig.DictConfig", "omegaconf.listconfig.ListConfig", "omegaconf.base.ContainerMetadata",
      "omegaconf.base.Metadata", "omegaconf.base.SCMode", "omegaconf.nodes.AnyNode", "omegaconf.nodes.StringNode",
      "omegaconf.nodes.IntegerNode", "omegaconf.nodes.FloatNode", "omegaconf.nodes.BooleanNode", "typing.Any",
      "pytorch_lightning.callbacks.model_checkpoint.ModelCheckpoint",
      "pytorch_lightning.callbacks.early_stopping.EarlyStopping",
      "pytorch_lightning.utilities.parsing.AttributeDict", "lightning_fabric.utilities.data.AttributeDict",
      "numpy.dtype", "numpy.ndarray", "numpy.core.multiarray.scalar", "numpy.core.multiarray._reconstruct",
      "numpy._core.multiarray.scalar", "numpy._core.multiarray._reconstruct", "numpy.core.numeric._frombuffer",
      "numpy._core.numeric._frombuffer",
    ]
      + [
        "set", "frozenset", "int", "float", "bool", "complex", "str", "bytes", "bytearray", "slice", "range", "object",
      ]
      .flatMap { ["builtins.\($0)", "__builtin__.\($0)"] }
      + [
        "bool_", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16", "float32",
        "float64",
      ]
      .map { "numpy.\($0)" })
}
