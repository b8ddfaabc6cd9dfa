#!/usr/bin/env python3
"""Convert MediaPipe BlazePose .tflite (fp16 weights, sparse detector) to clean NCHW-internal ONNX.
Needs only: numpy, onnx, tflite (flatbuffer bindings). No TensorFlow.
usage: convert.py SRC_DIR OUT_DIR
Inputs stay NHWC [1,H,W,3] float32 (pass --nchw for [1,3,H,W]); the unused segmentation branch is pruned.
fp32 weights by default; --fp16 stores weights as fp16 initialisers + Cast."""
import sys, os, hashlib, numpy as np, onnx, tflite
from onnx import helper as H, numpy_helper as N, TensorProto as TP
OPN = {v: k for k, v in vars(tflite.BuiltinOperator).items() if not k.startswith('_')}
DT = {tflite.TensorType.FLOAT32: np.float32, tflite.TensorType.FLOAT16: np.float16,
      tflite.TensorType.INT32: np.int32, tflite.TensorType.INT8: np.int8, tflite.TensorType.UINT8: np.uint8}

def vec(kind, tab):
    from tflite import SparseIndexVector as S
    cls, fld = {S.Int32Vector: (tflite.Int32Vector, 'i4'), S.Uint16Vector: (tflite.Uint16Vector, 'u2'),
                S.Uint8Vector: (tflite.Uint8Vector, 'u1')}[kind]
    v = cls(); v.Init(tab.Bytes, tab.Pos); return v.ValuesAsNumpy().astype(np.int64)

def densify(t, flat):
    sp = t.Sparsity(); shape = [int(s) for s in t.ShapeAsNumpy()]; rank = len(shape)
    order = sp.TraversalOrderAsNumpy().tolist()
    bmap = sp.BlockMapAsNumpy().tolist() if sp.BlockMapLength() else []
    dims = []
    for i in range(sp.DimMetadataLength()):
        d = sp.DimMetadata(i)
        if d.Format() == tflite.DimensionType.DENSE: dims.append((True, d.DenseSize(), None))
        else: dims.append((False, vec(d.ArraySegmentsType(), d.ArraySegments()), vec(d.ArrayIndicesType(), d.ArrayIndices())))
    bsize = {order[i] - rank: dims[i][1] for i in range(rank, len(dims))}
    # vectorised level-by-level expansion: pos = storage position at this level, idx = indices so far
    pos = np.zeros(1, np.int64); idx = np.zeros((1, 0), np.int64)
    for dense, a, b in dims:
        if dense:
            n = len(pos); k = np.tile(np.arange(a), n); rep = np.repeat(np.arange(n), a)
            pos = pos[rep] * a + k; idx = np.c_[idx[rep], k]
        else:
            cnt = a[pos + 1] - a[pos]; rep = np.repeat(np.arange(len(pos)), cnt)
            npos = np.concatenate([np.arange(a[p], a[p + 1]) for p in pos]) if len(pos) else pos
            idx = np.c_[idx[rep], b[npos]]; pos = npos
    o = np.zeros((len(pos), rank), np.int64)
    for i in range(rank): o[:, order[i]] = idx[:, i]
    for i in range(rank, len(dims)):
        bi = order[i] - rank; od = bmap[bi]; o[:, od] = o[:, od] * bsize[bi] + idx[:, i]
    out = np.zeros(shape, flat.dtype); out[tuple(o.T)] = flat[pos]
    return out

def convert(path, dst, outputs, in_name='input', nchw=False, fp16=False, safe_resize=False):
    raw = open(path, 'rb').read()
    m = tflite.Model.GetRootAs(raw, 0); g = m.Subgraphs(0)
    T = [g.Tensors(i) for i in range(g.TensorsLength())]
    const, nodes, inits, made = {}, [], [], {}
    def name(i): return 't%d' % i
    for i, t in enumerate(T):
        b = m.Buffers(t.Buffer()).DataAsNumpy()
        if isinstance(b, int) or len(b) == 0: continue
        a = np.frombuffer(b.tobytes(), DT[t.Type()])
        const[i] = densify(t, a) if t.Sparsity() else a.reshape([int(s) for s in t.ShapeAsNumpy()] if t.ShapeLength() else ())
    def init(a, tag):
        k = f'{tag}_{len(inits)}'
        if fp16 and a.dtype == np.float32 and a.size > 1 and np.array_equal(a.astype(np.float16).astype(np.float32), a):
            inits.append(N.from_array(a.astype(np.float16), k + '_h')); nodes.append(H.make_node('Cast', [k + '_h'], [k], to=TP.FLOAT)); return k
        inits.append(N.from_array(np.array(a, order='C'), k)); return k
    def act(x, f, out):
        A = tflite.ActivationFunctionType
        if f == A.NONE: return
        pre = out + '_pre'; nodes[-1].output[0] = pre
        if f == A.RELU: nodes.append(H.make_node('Relu', [pre], [out]))
        elif f == A.RELU6: nodes.append(H.make_node('Clip', [pre, init(np.float32(0), 'c'), init(np.float32(6), 'c')], [out]))
        else: raise NotImplementedError(f)
    def opt(o, cls):
        x = cls(); tb = o.BuiltinOptions(); x.Init(tb.Bytes, tb.Pos); return x
    def same(i, k, s, d=1):
        o = -(-i // s); p = max((o - 1) * s + (k - 1) * d + 1 - i, 0); return p // 2, p - p // 2
    S = lambda i: [int(v) for v in T[i].ShapeAsNumpy()]
    P = [0, 3, 1, 2]
    inp = g.Inputs(0); ish = S(inp)
    if nchw: made_in = name(inp)
    else: nodes.append(H.make_node('Transpose', [in_name], [name(inp)], perm=P))
    nhwc4 = {}   # rank-4 tensors held NCHW
    for k in range(g.OperatorsLength()):
        o = g.Operators(k); oc = m.OperatorCodes(o.OpcodeIndex())
        n = OPN[max(oc.BuiltinCode(), oc.DeprecatedBuiltinCode())]
        I = [int(v) for v in o.InputsAsNumpy()]; O = int(o.Outputs(0)); out = name(O); x = name(I[0])
        if n == 'DENSIFY': const[O] = const[I[0]]
        elif n == 'DEQUANTIZE':
            assert I[0] in const; const[O] = const[I[0]].astype(np.float32)
        elif n in ('CONV_2D', 'DEPTHWISE_CONV_2D'):
            dw = n != 'CONV_2D'; p = opt(o, tflite.DepthwiseConv2DOptions if dw else tflite.Conv2DOptions)
            w = const[I[1]].transpose([3, 0, 1, 2] if dw else [0, 3, 1, 2])
            hs, ws, kh, kw = p.StrideH(), p.StrideW(), w.shape[2], w.shape[3]
            dh, dw_ = p.DilationHFactor(), p.DilationWFactor(); pads = [0] * 4
            if p.Padding() == tflite.Padding.SAME:
                (a, b), (c, d) = same(S(I[0])[1], kh, hs, dh), same(S(I[0])[2], kw, ws, dw_); pads = [a, c, b, d]
            ins = [x, init(w, 'w')]
            if len(I) > 2 and I[2] >= 0: ins.append(init(const[I[2]], 'b'))
            nodes.append(H.make_node('Conv', ins, [out], kernel_shape=[kh, kw], strides=[hs, ws], dilations=[dh, dw_],
                                     pads=pads, group=S(I[0])[3] if dw else 1))
            act(x, p.FusedActivationFunction(), out)
        elif n == 'ADD':
            p = opt(o, tflite.AddOptions); ins = []
            for i in I:
                if i in const:
                    a = const[i].astype(np.float32); ins.append(init(a.transpose(P) if a.ndim == 4 else (a.reshape(1, -1, 1, 1) if a.ndim == 1 and len(S(O)) == 4 else a), 'k'))
                else: ins.append(name(i))
            nodes.append(H.make_node('Add', ins, [out])); act(x, p.FusedActivationFunction(), out)
        elif n == 'PAD':
            q = const[I[1]].reshape(4, 2)[P]; pads = q[:, 0].tolist() + q[:, 1].tolist()
            nodes.append(H.make_node('Pad', [x, init(np.array(pads, np.int64), 'pads'), init(np.float32(0), 'z')], [out], mode='constant'))
        elif n == 'MAX_POOL_2D':
            p = opt(o, tflite.Pool2DOptions); kh, kw, hs, ws = p.FilterHeight(), p.FilterWidth(), p.StrideH(), p.StrideW(); pads = [0] * 4
            if p.Padding() == tflite.Padding.SAME:
                (a, b), (c, d) = same(S(I[0])[1], kh, hs), same(S(I[0])[2], kw, ws); pads = [a, c, b, d]
            nodes.append(H.make_node('MaxPool', [x], [out], kernel_shape=[kh, kw], strides=[hs, ws], pads=pads)); act(x, p.FusedActivationFunction(), out)
        elif n == 'RESIZE_BILINEAR':
            p = opt(o, tflite.ResizeBilinearOptions)
            mode = 'align_corners' if p.AlignCorners() else 'half_pixel' if p.HalfPixelCenters() else 'asymmetric'
            a, b = S(I[0]), S(O)
            sc = np.array([1, 1, b[1] / a[1], b[2] / a[2]], np.float32)
            if safe_resize:   # tract<=0.21 extrapolates at top/left edges: edge-pad 1, resize, crop
                assert mode == 'half_pixel' and sc[2] == int(sc[2]) and sc[3] == int(sc[3]); h, w_ = int(sc[2]), int(sc[3])
                nodes.append(H.make_node('Pad', [x, init(np.array([0, 0, 1, 1, 0, 0, 1, 1], np.int64), 'pads')], [out + '_p'], mode='edge'))
                nodes.append(H.make_node('Resize', [out + '_p', '', init(sc, 'scales')], [out + '_r'], mode='linear', coordinate_transformation_mode=mode))
                nodes.append(H.make_node('Slice', [out + '_r', init(np.array([h, w_], np.int64), 'st'), init(np.array([h + b[1], w_ + b[2]], np.int64), 'en'), init(np.array([2, 3], np.int64), 'ax')], [out]))
            else:
                nodes.append(H.make_node('Resize', [x, '', init(sc, 'scales')], [out], mode='linear', coordinate_transformation_mode=mode))
        elif n == 'DEPTH_TO_SPACE':
            nodes.append(H.make_node('DepthToSpace', [x], [out], blocksize=opt(o, tflite.DepthToSpaceOptions).BlockSize(), mode='DCR'))
        elif n == 'RESHAPE':
            if len(S(I[0])) == 4:
                nodes.append(H.make_node('Transpose', [x], [out + '_nhwc'], perm=[0, 2, 3, 1])); x = out + '_nhwc'
            assert len(S(O)) < 4
            nodes.append(H.make_node('Reshape', [x, init(np.array(S(O), np.int64), 'shape')], [out]))
        elif n == 'CONCATENATION':
            p = opt(o, tflite.ConcatenationOptions); ax = p.Axis()
            if len(S(O)) == 4: ax = [0, 2, 3, 1][ax % 4]
            nodes.append(H.make_node('Concat', [name(i) for i in I], [out], axis=ax))
        elif n == 'LOGISTIC': nodes.append(H.make_node('Sigmoid', [x], [out]))
        else: raise NotImplementedError(n)
    outs = []
    by = {T[int(g.Outputs(i))].Name().decode(): int(g.Outputs(i)) for i in range(g.OutputsLength())}
    for tf_name, new in outputs.items():
        i = by[tf_name]; sh = S(i)
        if len(sh) == 4:   # heatmap kept NCHW
            sh = [sh[j] for j in P]
        nodes.append(H.make_node('Identity', [name(i)], [new])); outs.append(H.make_tensor_value_info(new, TP.FLOAT, sh))
    # fold trailing Identity by renaming
    for idn in [q for q in nodes if q.op_type == 'Identity']:
        s, d = idn.input[0], idn.output[0]; nodes.remove(idn)
        for q in nodes:
            for lst in (q.input, q.output):
                for j, v in enumerate(lst):
                    if v == s: lst[j] = d
    if nchw:
        for q in nodes:
            for j, v in enumerate(q.input):
                if v == made_in: q.input[j] = in_name
    # prune dead nodes / initialisers
    live, keep = set(o_.name for o_ in outs), []
    for q in reversed(nodes):
        if any(v in live for v in q.output): keep.append(q); live.update(q.input)
    keep.reverse(); inits = [i for i in inits if i.name in live]
    sh = [ish[j] for j in P] if nchw else ish
    gr = H.make_graph(keep, os.path.basename(path).split('.')[0], [H.make_tensor_value_info(in_name, TP.FLOAT, sh)], outs, inits)
    mod = H.make_model(gr, opset_imports=[H.make_opsetid('', 13)], producer_name='blazepose-convert'); mod.ir_version = 8
    mod = onnx.shape_inference.infer_shapes(mod, strict_mode=True); onnx.checker.check_model(mod)
    b = mod.SerializeToString(deterministic=True); open(dst, 'wb').write(b)
    import collections
    print(f'{dst} {len(b)} B sha256={hashlib.sha256(b).hexdigest()} src={hashlib.sha256(raw).hexdigest()[:12]} ops={dict(collections.Counter(q.op_type for q in keep))}')

DET = {'Identity': 'boxes', 'Identity_1': 'scores'}
LM = {'Identity': 'landmarks', 'Identity_1': 'presence', 'Identity_3': 'heatmap', 'Identity_4': 'world'}
if __name__ == '__main__':
    src, dst = (sys.argv[1:3] + ['src', 'onnx'][len(sys.argv[1:3]):]); os.makedirs(dst, exist_ok=True)
    for model, outs in (('pose_detection', DET), ('pose_landmark_full', LM), ('pose_landmark_lite', LM)):
        convert(f'{src}/{model}.tflite', f'{dst}/{model}.onnx', outs, fp16=True)
