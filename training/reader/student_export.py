"""Write the trained fast reader: ``python training/reader/student_export.py --weights DIR/student.pt --out MODELS``.

``fast.onnx`` is the body (from rows of words to scores, its products int8), ``fast.npz`` the tables of wordpieces (int8
with one scale a row), of shapes and of paragraphs' beginnings.
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from export import Graph
from network import HEADS, TAGS, WIDTH
from onnx import TensorProto, helper
from student import STEPS, Student

from crosswire.language import vectors

# What a span's beginning costs beyond what was learned: a word's probability is not a span's, and the network begins
# too many. Chosen on every second article of PolNeAR dev; on the others source rose by .7, cue by .4, content by 1.6.
LEANINGS = {"B-content": -1.0, "B-cue": -0.5, "B-source": -0.6}


def leanings() -> np.ndarray:
    """One number a tag of both heads."""
    return np.array([LEANINGS.get(tag, 0.0) for head in HEADS for tag in TAGS[head]], dtype=np.float32)


def build(net: Student) -> onnx.ModelProto:
    """The body: (words, size) → (words, tags of both heads), its wide products in int8.

    A layer's input is quantised before its neighbours are laid beside it: a quarter of the bytes to move, and a third
    of them to quantise (2.2 ms where quantising afterwards takes 2.7, 600 words).
    """
    w = {name: value.detach().float().numpy() for name, value in net.state_dict().items()}
    g = Graph()
    x = g.normal("rows", w["first.weight"], w["first.bias"], "first", 1e-5)
    for number, step in enumerate(STEPS):
        o = f"l{number}_"
        g.nodes.append(
            helper.make_node("DynamicQuantizeLinear", [x], [o + "codes", o + "scale", o + "zero"], o + "quantise")
        )
        wide = g.node("Pad", [o + "codes", g.ints(step, 0, step, 0), o + "zero"], o + "padded")
        before = g.node("Slice", [wide, g.ints(0), g.ints(-2 * step), g.ints(0)], o + "before")
        after = g.node("Slice", [wide, g.ints(2 * step), g.ints(1 << 31), g.ints(0)], o + "after")
        around = g.node("Concat", [before, o + "codes", after], o + "around", axis=1)
        codes, scale = eighths(w[f"mixes.{number}.weight"].T)
        weights = [g.const(o + "w", codes), o + "scale", g.const(o + "ws", scale), o + "zero", ""]
        weights.append(g.const(o + "b", w[f"mixes.{number}.bias"]))
        g.nodes.append(
            helper.make_node("MatMulIntegerToFloat", [around, *weights], [o + "mix"], o + "mix", domain="com.microsoft")
        )
        added = g.node("Add", [x, g.node("Relu", [o + "mix"], o + "bent")], o + "sum")
        x = g.normal(added, w[f"norms.{number}.weight"], w[f"norms.{number}.bias"], o + "norm", 1e-5)
    last = g.node("MatMul", [x, g.const("out_w", w["out.weight"].T)], "out_product")
    g.node("Add", [last, g.const("out_b", w["out.bias"] + leanings())], "scores")
    size = w["first.weight"].shape[0]
    rows = helper.make_tensor_value_info("rows", TensorProto.FLOAT, ["words", size])
    out = helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["words", WIDTH * len(HEADS)])
    graph = helper.make_graph(g.nodes, "fast", [rows], [out], list(g.constants.values()))
    opsets = [helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(graph, opset_imports=opsets, producer_name="crosswire")
    model.ir_version = 9
    onnx.checker.check_model(model)
    return model


def eighths(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights (in, out) as int8 of 7 bits, which processors without VNNI need, and one scale a column."""
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-8).astype(np.float32) / 64
    return np.clip(np.rint(weights / scale), -64, 64).astype(np.int8), scale


def main() -> None:
    """Build, quantise, write ``fast.onnx`` and ``fast.npz``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    net = Student(vectors._table())
    net.load_state_dict(torch.load(options.weights, weights_only=True)["weights"], strict=False)
    net.eval()
    options.out.mkdir(parents=True, exist_ok=True)
    onnx.save(build(net), options.out / "fast.onnx")
    with torch.no_grad():
        pieces = net.pieces().numpy()
    scale = np.maximum(np.abs(pieces).max(axis=1), 1e-8).astype(np.float32) / 127
    codes = np.clip(np.rint(pieces / scale[:, None]), -127, 127).astype(np.int8)
    np.savez_compressed(
        options.out / "fast.npz", codes=codes, scale=scale,
        shapes=net.shapes.weight.detach().numpy(), opens=net.opens.weight.detach().numpy(),
    )  # fmt: skip
    for name in ("fast.onnx", "fast.npz"):
        print(f"{name} {(options.out / name).stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
