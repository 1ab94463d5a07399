"""Configurations drawn at random for the families whose trees are known: what the comparison and the fixtures have in common.

Needs transformers==5.23.0 and torch. Models are made on PyTorch's meta device, where a parameter has a shape and no memory.
"""

import os

os.environ["TRANSFORMERS_VERBOSITY"] = "critical"

import torch
from transformers import AutoConfig, AutoModel
from transformers.activations import ACT2FN

ACTIVATIONS = list(ACT2FN)
PROBABILITIES = [0, 1, 0.0, 1.0, 0.1, 0.05, 0.25, 1e-5, 0.3333333333333333, 0.00012345, 1e-4]
EPSILONS = [1e-5, 1e-12, 1e-6, 0.0, 0.001, 9.999e-5, 1.5, 1e16, 5e-324, 0.1 + 0.2]
ROWS = [300, 30522, 50257, 128256, 262144]


def pick(draw, chance, **fields):
    """Each field with this chance: a file need not have them all."""
    return {name: value() for name, value in fields.items() if draw.random() < chance}


def padding(draw, rows):
    return draw.choice([None, 0, 1, rows - 1, -1, -rows])


def flag(draw):
    return lambda: draw.random() < 0.5


def rope(draw):
    """Fields that say how positions turn, in today's spelling or an older one."""
    factors = lambda kind: {
        "default": {}, "linear": {"factor": 4.0}, "dynamic": {"factor": 2.0}, "yarn": {"factor": 4.0},
        "llama3": {"factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 8192},
    }[kind]
    kind = draw.choice(["default", "linear", "dynamic", "yarn", "llama3"])
    match draw.randrange(5):
        case 0: return {"rope_theta": draw.choice([10000, 10000.0, 500000.0])}
        case 1: return {"rope_scaling": {"type": kind, **factors(kind)}, "rope_theta": 10000.0}
        case 2: return {"rope_scaling": {"rope_type": kind, **factors(kind)}}
        case 3: return {"rope_parameters": {"rope_type": kind, "rope_theta": 10000.0, **factors(kind)}}
    return {"rope_scaling": None}


def layer_types(draw, config, layers, names=("full_attention", "sliding_attention")):
    count = config.get("num_hidden_layers", layers)
    return {"layer_types": [draw.choice(names) for _ in range(count)]} if draw.random() < 0.4 else {}


def decoder(draw, model_type, layers, rows, activation="hidden_act"):
    """What Llama and its kin have in common."""
    heads = draw.choice([1, 2, 4, 8, 12])
    config = {"model_type": model_type, "hidden_size": heads * draw.choice([2, 8, 16, 64]), "num_attention_heads": heads}
    config |= pick(
        draw, 0.6,
        vocab_size=lambda: draw.choice(ROWS),
        intermediate_size=lambda: draw.choice([1, 77, 1536, 4096]),
        num_hidden_layers=lambda: draw.choice([0, 1, 2, 3, 11]),
        num_key_value_heads=lambda: draw.choice([1, 2, heads]),
        rms_norm_eps=lambda: draw.choice(EPSILONS),
        max_position_embeddings=lambda: draw.choice([512, 32768]),
        **{activation: lambda: draw.choice(ACTIVATIONS)},
    )
    config |= pick(
        draw, 0.4,
        pad_token_id=lambda: padding(draw, config.get("vocab_size", rows)),
        head_dim=lambda: draw.choice([2, 4, 32, 64, 128, 256]),
        attention_dropout=lambda: draw.choice(PROBABILITIES),
        tie_word_embeddings=flag(draw),
        use_cache=flag(draw),
        torch_dtype=lambda: draw.choice(["float16", "bfloat16", None]),
    )
    return config | (rope(draw) if draw.random() < 0.6 else {})


def llama(draw):
    config = decoder(draw, "llama", 32, 32000)
    return config | pick(
        draw, 0.4, attention_bias=flag(draw), mlp_bias=flag(draw), pretraining_tp=lambda: draw.choice([1, 2, None]),
        architectures=lambda: ["LlamaForCausalLM"])


def mistral(draw):
    config = decoder(draw, "mistral", 32, 32000)
    return config | pick(draw, 0.4, sliding_window=lambda: draw.choice([None, 4096]))


def qwen2(draw):
    config = decoder(draw, "qwen2", 32, 151936)
    config |= pick(
        draw, 0.4, use_sliding_window=flag(draw), sliding_window=lambda: draw.choice([None, 128]),
        max_window_layers=lambda: draw.choice([0, 1, 28]))
    return config | layer_types(draw, config, 32)


def qwen3(draw):
    config = qwen2(draw) | {"model_type": "qwen3"}
    return config | pick(draw, 0.4, attention_bias=flag(draw))


def gemma(draw):
    config = decoder(draw, "gemma", 28, 256000)
    return config | pick(
        draw, 0.3, attention_bias=flag(draw), hidden_activation=lambda: draw.choice([None, "gelu"]),
        use_bidirectional_attention=lambda: draw.choice([None, True]))


def gemma2(draw):
    config = decoder(draw, "gemma2", 26, 256000, "hidden_activation")
    config |= pick(
        draw, 0.3, attention_bias=flag(draw), sliding_window=lambda: draw.choice([None, 128]),
        hidden_act=lambda: draw.choice(ACTIVATIONS), query_pre_attn_scalar=lambda: 224,
        final_logit_softcapping=lambda: draw.choice([None, 30.0]))
    return config | layer_types(draw, config, 26)


def gemma3_text(draw):
    config = decoder(draw, "gemma3_text", 26, 262208, "hidden_activation")
    for field in ("rope_scaling", "rope_parameters", "rope_theta"):
        config.pop(field, None)
    config |= pick(
        draw, 0.3, attention_bias=flag(draw), sliding_window=lambda: 128,
        sliding_window_pattern=lambda: draw.choice([2, 6]), use_bidirectional_attention=flag(draw),
        rope_theta=lambda: 1000000.0, rope_local_base_freq=lambda: 10000.0,
        rope_scaling=lambda: draw.choice([None, {"rope_type": "linear", "factor": 8.0}]),
        attn_logit_softcapping=lambda: draw.choice([None, 50.0]))
    return config | layer_types(draw, config, 26)


def phi3(draw):
    config = decoder(draw, "phi3", 32, 32064)
    for field in ("rope_scaling", "rope_parameters", "head_dim"):
        config.pop(field, None)
    heads = config["num_attention_heads"]
    if config.get("vocab_size", 32064) <= 32000: config.setdefault("pad_token_id", 0)
    config |= pick(
        draw, 0.4, resid_pdrop=lambda: draw.choice(PROBABILITIES), embd_pdrop=lambda: draw.choice(PROBABILITIES),
        sliding_window=lambda: draw.choice([None, 2047]), original_max_position_embeddings=lambda: 4096,
        partial_rotary_factor=lambda: draw.choice([1.0, 0.5]))
    turned = int(config["hidden_size"] // heads * config.get("partial_rotary_factor", 1.0)) // 2
    if draw.random() < 0.4:
        lengths = {"short_factor": [1.0] * turned, "long_factor": [2.5] * turned}
        old = {"type": "su", "original_max_position_embeddings": 4096}
        config["rope_scaling"] = draw.choice([{"type": "longrope"}, {"type": "yarn"}, old]) | lengths
    return config


def encoder(draw, model_type, activation="hidden_act"):
    """What BERT and its kin have in common."""
    heads = draw.choice([1, 2, 3, 4, 12])
    config = {"model_type": model_type, "hidden_size": heads * draw.choice([1, 2, 8, 32, 64]), "num_attention_heads": heads}
    config |= pick(
        draw, 0.6,
        vocab_size=lambda: draw.choice([2, 300, 30522, 119547]),
        num_hidden_layers=lambda: draw.choice([0, 1, 2, 6, 12]),
        intermediate_size=lambda: draw.choice([0, 1, 77, 1536]),
        layer_norm_eps=lambda: draw.choice(EPSILONS),
        max_position_embeddings=lambda: draw.choice([2, 77, 512, 514]),
        **{activation: lambda: draw.choice(ACTIVATIONS)},
    )
    config |= pick(
        draw, 0.4,
        type_vocab_size=lambda: draw.choice([0, 1, 2, 16]),
        hidden_dropout_prob=lambda: draw.choice(PROBABILITIES),
        attention_probs_dropout_prob=lambda: draw.choice(PROBABILITIES),
        chunk_size_feed_forward=lambda: draw.choice([0, 3]),
        position_embedding_type=lambda: draw.choice(["absolute", "relative_key"]),
        dtype=lambda: draw.choice(["float16", "bfloat16", None]),
    )
    if draw.random() < 0.1: config |= {"embedding_size": 7, "hidden_size": config["hidden_size"] + heads - 1}
    return config


def decoding(draw):
    """Fields of an encoder that is used as a decoder."""
    config = pick(draw, 0.4, is_decoder=flag(draw))
    return config | ({"add_cross_attention": True} if config.get("is_decoder") and draw.random() < 0.7 else {})


def bert(draw):
    config = encoder(draw, "bert") | decoding(draw)
    return config | pick(draw, 0.4, pad_token_id=lambda: padding(draw, config.get("vocab_size", 30522)))


def roberta(draw, model_type="roberta"):
    config = encoder(draw, model_type) | decoding(draw)
    rows = min(config.get("vocab_size", 30522), config.get("max_position_embeddings", 512))
    return config | pick(draw, 0.4, pad_token_id=lambda: padding(draw, rows))


def xlm_roberta(draw):
    return roberta(draw, "xlm-roberta")


def electra(draw):
    config = encoder(draw, "electra") | decoding(draw)
    return config | pick(
        draw, 0.4, pad_token_id=lambda: padding(draw, config.get("vocab_size", 30522)),
        embedding_size=lambda: draw.choice([1, 128, config["hidden_size"]]), summary_type=lambda: "first")


def albert(draw):
    config = encoder(draw, "albert")
    return config | pick(
        draw, 0.4, pad_token_id=lambda: padding(draw, config.get("vocab_size", 30000)),
        embedding_size=lambda: draw.choice([1, 128, config["hidden_size"]]),
        num_hidden_groups=lambda: draw.choice([0, 1, 2, 3]), inner_group_num=lambda: draw.choice([0, 1, 2]),
        classifier_dropout_prob=lambda: draw.choice(PROBABILITIES))


def mpnet(draw):
    config = encoder(draw, "mpnet")
    config.pop("type_vocab_size", None)
    return config | pick(
        draw, 0.4, pad_token_id=lambda: draw.choice([None, 0, 1]),
        relative_attention_num_buckets=lambda: draw.choice([0, 1, 64]))


def distilbert(draw):
    heads = draw.choice([1, 2, 3, 12])
    config = {"model_type": "distilbert", "dim": heads * draw.choice([1, 2, 64]), "n_heads": heads}
    config |= pick(
        draw, 0.5,
        vocab_size=lambda: draw.choice([2, 300, 30522]),
        n_layers=lambda: draw.choice([0, 1, 2, 12]),
        hidden_dim=lambda: draw.choice([0, 1, 77, 3072]),
        max_position_embeddings=lambda: draw.choice([0, 1, 512]),
        activation=lambda: draw.choice(ACTIVATIONS),
        dropout=lambda: draw.choice(PROBABILITIES),
        sinusoidal_pos_embds=flag(draw),
        qa_dropout=lambda: draw.choice(PROBABILITIES),
    )
    config |= pick(
        draw, 0.1, hidden_size=lambda: heads * 5, num_hidden_layers=lambda: draw.choice([0, 1, 4]),
        num_attention_heads=lambda: 1)
    config |= pick(draw, 0.4, pad_token_id=lambda: padding(draw, config.get("vocab_size", 30522)))
    # Of this family alone the tree shows it.
    return config | ({"attention_dropout": draw.choice(PROBABILITIES)} if draw.random() < 0.5 else {})


def gpt2(draw):
    heads = draw.choice([1, 2, 3, 4, 12, 25])
    config = {"model_type": "gpt2", "n_embd": heads * draw.choice([1, 2, 8, 64]), "n_head": heads}
    config |= pick(
        draw, 0.5,
        vocab_size=lambda: draw.choice([0, 1, 300, 50257]),
        n_positions=lambda: draw.choice([0, 1, 17, 1024]),
        n_layer=lambda: draw.choice([0, 1, 2, 12]),
        n_inner=lambda: draw.choice([None, 0, 1, 77, 4096]),
        activation_function=lambda: draw.choice(ACTIVATIONS),
        layer_norm_epsilon=lambda: draw.choice(EPSILONS),
        resid_pdrop=lambda: draw.choice(PROBABILITIES),
        attn_pdrop=lambda: draw.choice(PROBABILITIES),
        add_cross_attention=flag(draw),
    )
    return config | pick(draw, 0.1, hidden_size=lambda: heads * 5, num_hidden_layers=lambda: draw.choice([0, 1, 4]))


def gpt_neox(draw):
    heads = draw.choice([1, 2, 4, 8])
    config = {"model_type": "gpt_neox", "hidden_size": heads * draw.choice([2, 16, 64]), "num_attention_heads": heads}
    config |= pick(
        draw, 0.5,
        vocab_size=lambda: draw.choice(ROWS),
        num_hidden_layers=lambda: draw.choice([0, 1, 2, 6]),
        intermediate_size=lambda: draw.choice([0, 1, 77, 512]),
        hidden_act=lambda: draw.choice(ACTIVATIONS),
        layer_norm_eps=lambda: draw.choice(EPSILONS),
        hidden_dropout=lambda: draw.choice(PROBABILITIES),
        attention_bias=flag(draw),
        use_parallel_residual=flag(draw),
        rotary_pct=lambda: draw.choice([1.0, 0.25]),
        rotary_emb_base=lambda: 10000,
    )
    return config | (rope(draw) if draw.random() < 0.4 else {})


def opt(draw):
    heads = draw.choice([1, 2, 4, 12])
    width = heads * draw.choice([1, 8, 64])
    config = {"model_type": "opt", "hidden_size": width, "num_attention_heads": heads}
    config |= pick(
        draw, 0.5,
        vocab_size=lambda: draw.choice([300, 50272]),
        num_hidden_layers=lambda: draw.choice([0, 1, 2, 12]),
        ffn_dim=lambda: draw.choice([0, 1, 77, 3072]),
        word_embed_proj_dim=lambda: draw.choice([None, 5, width]),
        activation_function=lambda: draw.choice(ACTIVATIONS),
        do_layer_norm_before=flag(draw),
        enable_bias=flag(draw),
        layer_norm_elementwise_affine=flag(draw),
    )
    return config | pick(
        draw, 0.4, pad_token_id=lambda: padding(draw, config.get("vocab_size", 50272)),
        _remove_final_layer_norm=flag(draw), dropout=lambda: draw.choice(PROBABILITIES),
        max_position_embeddings=lambda: draw.choice([0, 1, 2048]))


def t5(draw):
    config = {"model_type": "t5"} | pick(
        draw, 0.5,
        vocab_size=lambda: draw.choice([0, 300, 32128, 250112]),
        d_model=lambda: draw.choice([1, 64, 512]),
        d_kv=lambda: draw.choice([1, 8, 64]),
        d_ff=lambda: draw.choice([0, 77, 2048]),
        num_layers=lambda: draw.choice([0, 1, 2, 3]),
        num_decoder_layers=lambda: draw.choice([None, 0, 1, 2, 5]),
        num_heads=lambda: draw.choice([1, 6, 8]),
        relative_attention_num_buckets=lambda: draw.choice([0, 1, 64]),
        dropout_rate=lambda: draw.choice(PROBABILITIES),
        layer_norm_epsilon=lambda: draw.choice(EPSILONS),
        feed_forward_proj=lambda: draw.choice(["relu", "gated-gelu", "gated-silu", "silu", *ACTIVATIONS]),
        tie_word_embeddings=flag(draw),
        is_encoder_decoder=flag(draw),
        is_gated_act=flag(draw),
    )
    return config | pick(
        draw, 0.1, hidden_size=lambda: 24, num_hidden_layers=lambda: draw.choice([0, 1, 4]), head_dim=lambda: 16,
        num_attention_heads=lambda: 3)


def modernbert(draw):
    heads = draw.choice([1, 2, 3, 12])
    config = {"model_type": "modernbert", "hidden_size": heads * draw.choice([2, 8, 64]), "num_attention_heads": heads}
    config |= pick(
        draw, 0.5,
        vocab_size=lambda: draw.choice([50368, 60000, 300]),
        intermediate_size=lambda: draw.choice([0, 1, 77, 1152]),
        num_hidden_layers=lambda: draw.choice([0, 1, 2, 3, 22]),
        hidden_activation=lambda: draw.choice(ACTIVATIONS),
        norm_eps=lambda: draw.choice(EPSILONS),
        norm_bias=flag(draw),
        attention_bias=flag(draw),
        mlp_bias=flag(draw),
        embedding_dropout=lambda: draw.choice(PROBABILITIES),
        mlp_dropout=lambda: draw.choice(PROBABILITIES),
    )
    if draw.random() < 0.5: config["attention_dropout"] = draw.choice(PROBABILITIES)
    rows = config.get("vocab_size", 50368)
    if rows <= 50283: config["pad_token_id"] = 0
    config |= pick(
        draw, 0.3, pad_token_id=lambda: padding(draw, rows), local_attention=lambda: draw.choice([64, 128]),
        global_attn_every_n_layers=lambda: draw.choice([1, 2, 3]), global_rope_theta=lambda: 160000.0,
        local_rope_theta=lambda: 10000.0)
    return config | layer_types(draw, config, 22)


def tower(draw, **fields):
    """A part of CLIP, or Gemma 3's part that looks at pictures."""
    heads = draw.choice([1, 2, 4])
    return {"hidden_size": heads * draw.choice([1, 8, 64]), "num_attention_heads": heads} | pick(
        draw, 0.5,
        intermediate_size=lambda: draw.choice([0, 1, 77, 512]),
        num_hidden_layers=lambda: draw.choice([0, 1, 2, 12]),
        hidden_act=lambda: draw.choice(ACTIVATIONS),
        layer_norm_eps=lambda: draw.choice(EPSILONS),
        projection_dim=lambda: draw.choice([1, 512]),
        **fields,
    )


def clip_text_model(draw):
    return {"model_type": "clip_text_model"} | tower(
        draw, vocab_size=lambda: draw.choice([0, 300, 49408]), max_position_embeddings=lambda: draw.choice([0, 1, 77]),
        pad_token_id=lambda: draw.choice([None, 0, 1]))


def pictures(draw):
    return tower(
        draw, image_size=lambda: draw.choice([32, 224, 336]), patch_size=lambda: draw.choice([14, 16, 32]),
        num_channels=lambda: draw.choice([1, 3]))


def clip(draw):
    config = {"model_type": "clip"} | pick(
        draw, 0.7, text_config=lambda: clip_text_model(draw), vision_config=lambda: pictures(draw),
        projection_dim=lambda: draw.choice([1, 512, 768]), logit_scale_init_value=lambda: draw.choice([2.6592, 3.0]))
    return config | pick(
        draw, 0.2, text_config_dict=lambda: draw.choice([None, clip_text_model(draw)]),
        vision_config_dict=lambda: draw.choice([None, pictures(draw)]))


def gemma3(draw):
    config = {"model_type": "gemma3"} | pick(
        draw, 0.7, text_config=lambda: gemma3_text(draw),
        vision_config=lambda: {"model_type": "siglip_vision_model", **pictures(draw)} | pick(draw, 0.4, vision_use_head=flag(draw)))
    return config | pick(draw, 0.4, mm_tokens_per_image=lambda: draw.choice([1, 4, 256]), image_token_index=lambda: 5)


FAMILIES = {function.__name__: function for function in [
    bert, roberta, xlm_roberta, distilbert, albert, electra, mpnet, modernbert, gpt2, gpt_neox, opt, llama, mistral,
    qwen2, qwen3, gemma, gemma2, gemma3_text, gemma3, phi3, t5, clip, clip_text_model,
]}


SPOILT = [None, True, "x", -1, 0, 1, 2.5, 1.0, 7, [1], {}]
# Decoders print neither how long a text may be nor what attention drops.
ROTARY = {"text_config", "llama", "mistral", "qwen2", "qwen3", "gemma", "gemma2", "gemma3_text", "phi3", "gpt_neox"}
UNSEEN = {"max_position_embeddings", "attention_dropout"}
NEGATIVE = {"num_key_value_heads", "num_hidden_layers", "num_attention_heads", "num_layers", "num_decoder_layers"}
# What says nothing about the tree, and is not looked at here.
IGNORED = {
    "use_cache", "tie_word_embeddings", "torch_dtype", "dtype", "architectures", "embd_pdrop", "chunk_size_feed_forward",
    "sliding_window", "use_sliding_window", "max_window_layers", "pretraining_tp", "model_type",
    "use_bidirectional_attention", "query_pre_attn_scalar", "final_logit_softcapping", "attn_logit_softcapping",
    "sliding_window_pattern", "original_max_position_embeddings", "summary_type", "qa_dropout", "classifier_dropout_prob",
    "sinusoidal_pos_embds", "is_gated_act", "global_attn_every_n_layers", "position_embedding_type",
}


def spoil(draw, config):
    """The configuration with one field changed to what it may not be, perhaps."""
    config = dict(config)
    ignored = IGNORED | (UNSEEN if config["model_type"] in ROTARY else set())
    fields = [field for field in config if field not in ignored]
    field = draw.choice(fields or ["vocab_size"])
    part = config.get(field)
    if isinstance(part, dict) and "num_attention_heads" in part and draw.random() < 0.8:
        config[field] = spoil(draw, {"model_type": field, **part})
        return config
    config[field] = draw.choice(SPOILT)
    # Only what is built is checked: a model without layers has none that could be wrong.
    if field != "num_hidden_layers" and config.get("num_hidden_layers") == 0:
        config["num_hidden_layers"] = 1
        config.pop("layer_types", None)
    for size in ("hidden_size", "head_dim"):
        if config.get(size) == 0: config[size] = -1
    # Python counts to a negative number without complaint; a model that cannot run comes of it, which is refused here.
    for field, value in config.items():
        if value == -1 and field in NEGATIVE: config[field] = 0
    return config


class Reference:
    """What transformers makes of a configuration: its printout and its parameters, or why it makes nothing."""

    def __init__(self, path, **options):
        self.error = self.text = self.total = self.children = None
        try:
            config = AutoConfig.from_pretrained(path, **options)
            with torch.device("meta"):
                model = AutoModel.from_config(config)
        except Exception as error:
            self.error = f"{type(error).__name__}: {error}"
            return
        self.text = str(model)
        self.total = model.num_parameters()
        counted, self.children = set(), []
        # A parameter that two modules share counts in the first of them.
        for child in model.children():
            own = [p for p in child.parameters() if id(p) not in counted]
            counted |= {id(p) for p in own}
            self.children.append(sum(p.numel() for p in own))
        self.tensors = len(list(model.named_parameters()))
