"""llama.cpp's own tokenizer, out of xllamacpp's library, for GGUF vocabularies: its `llama_tokenize` is the reference."""

import contextlib
import ctypes
import importlib.metadata
import importlib.util
import os
import pathlib

VERSION = importlib.metadata.version("xllamacpp")

# llama_model_params is passed as a block larger than it is; only one of its fields is written.
VOCABULARY_ONLY = 72


class Parameters(ctypes.Structure):
    _fields_ = [("bytes", ctypes.c_uint8 * 512)]


def library():
    folder = pathlib.Path(importlib.util.find_spec("xllamacpp").submodule_search_locations[0])
    llama = ctypes.CDLL(str(next(folder.glob("*.so"))))
    llama.llama_model_default_params.restype = Parameters
    llama.llama_model_load_from_file.argtypes = [ctypes.c_char_p, Parameters]
    llama.llama_model_load_from_file.restype = ctypes.c_void_p
    llama.llama_model_free.argtypes = [ctypes.c_void_p]
    llama.llama_model_get_vocab.argtypes = [ctypes.c_void_p]
    llama.llama_model_get_vocab.restype = ctypes.c_void_p
    llama.llama_tokenize.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int32, ctypes.POINTER(ctypes.c_int32),
                                     ctypes.c_int32, ctypes.c_bool, ctypes.c_bool]
    silence = ctypes.CFUNCTYPE(None, ctypes.c_int, ctypes.c_char_p, ctypes.c_void_p)(lambda *_: None)
    llama.llama_log_set(silence, None)
    llama.silence = silence
    return llama


class LlamaVocabulary:
    """The vocabulary of a GGUF file, as llama.cpp takes it; None stands for a text that it does not take."""

    library = None

    def __init__(self, path):
        LlamaVocabulary.library = self.library or library()
        parameters = self.library.llama_model_default_params()
        parameters.bytes[VOCABULARY_ONLY] = 1
        self.model = self.library.llama_model_load_from_file(os.fsencode(path), parameters)
        if not self.model:
            raise ValueError(f"llama.cpp does not open {path}")
        self.vocabulary = self.library.llama_model_get_vocab(self.model)

    def ids(self, text):
        data = text.encode()
        room = len(data) + 16
        ids = (ctypes.c_int32 * room)()
        count = self.library.llama_tokenize(self.vocabulary, data, len(data), ids, room, True, True)
        return list(ids[:count]) if count >= 0 else None

    def close(self):
        self.library.llama_model_free(self.model)


@contextlib.contextmanager
def opened(path):
    vocabulary = LlamaVocabulary(path)
    try:
        yield vocabulary
    finally:
        vocabulary.close()
