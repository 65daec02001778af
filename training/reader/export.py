"""Write the trained reader as int8 ONNX: ``python training/reader/export.py --weights DIR/reader.pt --out MODELS``.

The graph is built from the weights, operator by operator: queries, keys and values are one product, the word table is
int8 with one scale a row, and every other product is quantised dynamically (weights int8, one scale a column).
"""

import argparse
import json
import os
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from network import HEADS, NEVER, TAGS, WIDTH, Reader
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from vectors import weights_folder

SIZE, LAYERS, PARTS, PART = 384, 6, 12, 32


class Graph:
    """Collects nodes and constants; every method returns the name of what it made."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def const(self, name: str, value: np.ndarray) -> str:
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def ints(self, *values: int) -> str:
        return self.const("i_" + "_".join(map(str, values)), np.array(values, dtype=np.int64))

    def node(self, kind: str, inputs: list[str], out: str, **attributes: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [out], name=out, **attributes))
        return out

    def linear(self, x: str, weight: np.ndarray, bias: np.ndarray, out: str) -> str:
        product = self.node("MatMul", [x, self.const(out + "_w", weight.T)], out + "_product")
        return self.node("Add", [product, self.const(out + "_b", bias)], out)

    def normal(self, x: str, weight: np.ndarray, bias: np.ndarray, out: str, epsilon: float) -> str:
        inputs = [x, self.const(out + "_g", weight), self.const(out + "_b", bias)]
        return self.node("LayerNormalization", inputs, out, axis=-1, epsilon=epsilon)


def table(graph: Graph, weight: np.ndarray, ids: str) -> str:
    """Rows of the word table, kept as int8 with a float scale each."""
    scale = np.maximum(np.abs(weight).max(axis=1, keepdims=True), 1e-8) / 127
    codes = np.clip(np.rint(weight / scale), -127, 127).astype(np.int8)
    picked = graph.node("Gather", [graph.const("words", codes), ids], "words_codes", axis=0)
    factor = graph.node("Gather", [graph.const("words_scale", scale.astype(np.float32)), ids], "words_factor", axis=0)
    return graph.node("Mul", [graph.node("Cast", [picked], "words_float", to=TensorProto.FLOAT), factor], "words_rows")


def layer(g: Graph, w: dict[str, np.ndarray], x: str, number: int, mask: str) -> str:
    """One transformer layer."""
    p, o = f"encoder.encoder.layer.{number}.", f"l{number}_"
    kinds = ("query", "key", "value")
    weight = np.concatenate([w[f"{p}attention.self.{k}.weight"] for k in kinds])
    offset = np.concatenate([w[f"{p}attention.self.{k}.bias"] for k in kinds])
    joint = g.linear(x, weight, offset, o + "qkv")
    three = [o + "q", o + "k", o + "v"]
    g.nodes.append(helper.make_node("Split", [joint], three, name=o + "split", axis=2, num_outputs=3))
    read = o + "read"
    # One fused operator of onnxruntime: half the time of the same written out, whose mask is added cell by cell.
    g.nodes.append(
        helper.make_node(
            "MultiHeadAttention", [*three, "", mask], [read], name=read, domain="com.microsoft", num_heads=PARTS
        )
    )
    out = g.linear(read, w[p + "attention.output.dense.weight"], w[p + "attention.output.dense.bias"], o + "ao")
    norm = p + "attention.output.LayerNorm."
    x = g.normal(g.node("Add", [out, x], o + "sum"), w[norm + "weight"], w[norm + "bias"], o + "an", 1e-12)
    wide = g.linear(x, w[p + "intermediate.dense.weight"], w[p + "intermediate.dense.bias"], o + "wide")
    bent = g.node("Gelu", [wide], o + "gelu")
    out = g.linear(bent, w[p + "output.dense.weight"], w[p + "output.dense.bias"], o + "fo")
    norm = p + "output.LayerNorm."
    return g.normal(g.node("Add", [out, x], o + "fsum"), w[norm + "weight"], w[norm + "bias"], o + "fn", 1e-12)


def build(w: dict[str, np.ndarray]) -> onnx.ModelProto:
    """The whole graph in float32 but for the word table."""
    g = Graph()
    e = "encoder.embeddings."
    position = w[e + "position_embeddings.weight"] + w[e + "token_type_embeddings.weight"][0]
    length = g.node("Shape", ["ids"], "length", start=1, end=2)
    places = g.node("Slice", [g.const("positions", position[:512]), g.ints(0), length, g.ints(0)], "places")
    x = g.node("Add", [table(g, w[e + "word_embeddings.weight"], "ids"), places], "placed")
    shapes = g.node("Gather", [g.const("shape_table", w["shapes.weight"]), "shapes"], "shape_rows", axis=0)
    x = g.node("Add", [x, shapes], "shaped")
    x = g.normal(x, w[e + "LayerNorm.weight"], w[e + "LayerNorm.bias"], "embedded", 1e-12)
    real = g.node("Cast", [g.node("Cast", ["ids"], "is_real", to=TensorProto.BOOL)], "real", to=TensorProto.FLOAT)
    mask = g.node("Cast", ["is_real"], "mask", to=TensorProto.INT32)
    for number in range(LAYERS):
        x = layer(g, w, x, number, mask)
    x = g.node("Mul", [x, g.node("Unsqueeze", [real, g.ints(2)], "real3")], "kept")
    # What stands before and after each piece: the sequence shifted by one, zeros at its ends.
    wide = g.node("Pad", [x, g.ints(0, 1, 0, 0, 1, 0)], "padded")
    before = g.node("Slice", [wide, g.ints(0), g.ints(-2), g.ints(1)], "before")
    after = g.node("Slice", [wide, g.ints(2), g.ints(1 << 31), g.ints(1)], "after")
    around = g.node("Concat", [before, x, after], "around", axis=2)
    mixed = g.node("Gelu", [g.linear(around, w["mix.weight"], w["mix.bias"], "mix")], "mix_gelu")
    x = g.normal(g.node("Add", [x, mixed], "mix_sum"), w["norm.weight"], w["norm.bias"], "mix_norm", 1e-5)
    # The last product stays float: it is small, and its scores feed the chains directly.
    last = g.node("MatMul", [x, g.const("out_w", w["out.weight"].T)], "out_product")
    g.node("Add", [last, g.const("out_b", w["out.bias"])], "emissions")
    ids = helper.make_tensor_value_info("ids", TensorProto.INT64, ["batch", "pieces"])
    shape = helper.make_tensor_value_info("shapes", TensorProto.INT64, ["batch", "pieces"])
    out = helper.make_tensor_value_info("emissions", TensorProto.FLOAT, ["batch", "pieces", WIDTH * len(HEADS)])
    graph = helper.make_graph(g.nodes, "reader", [ids, shape], [out], list(g.constants.values()))
    opsets = [helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(graph, opset_imports=opsets, producer_name="crosswire")
    model.ir_version = 9
    onnx.checker.check_model(model)
    return model


def settings(net: Reader) -> dict[str, object]:
    """What the runtime reads beside the graph: tags and chain scores of each head."""
    heads = {}
    for head in HEADS:
        own = net.chains[head]
        start = (own.start + own.no_start).clamp(min=NEVER).tolist()
        step = (own.step + own.no_step).clamp(min=NEVER).tolist()
        rounded = [[round(v, 4) for v in row] for row in step]
        heads[head] = {"tags": TAGS[head], "start": [round(v, 4) for v in start], "step": rounded}
    return {"model": "reader", "heads": heads}


def main() -> None:
    """Build, quantise, write ``reader.onnx`` and ``reader.json``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--float", action="store_true", help="leave the products in float32 (to compare)")
    parser.add_argument("--full-range", action="store_true", help="8 bits a weight: needs a processor with VNNI")
    options = parser.parse_args()
    os.environ["HF_HUB_OFFLINE"] = "1"
    net = Reader(weights_folder())
    net.load_state_dict(torch.load(options.weights, weights_only=True)["weights"])
    net.eval()
    model = build({name: value.float().numpy() for name, value in net.state_dict().items()})
    options.out.mkdir(parents=True, exist_ok=True)
    target = options.out / "reader.onnx"
    part = target.with_suffix(".part")
    if options.float:
        onnx.save(model, part)
    else:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "float.onnx"
            onnx.save(model, source)
            quantize_dynamic(
                source, part, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"], per_channel=True,
                reduce_range=not options.full_range, nodes_to_exclude=["out_product"],
                extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
            )  # fmt: skip
    (options.out / "reader.json").write_text(json.dumps(settings(net), indent=1) + "\n", encoding="utf-8")
    part.replace(target)
    print(f"{target} {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
