"""The light and the camera of the figures, in Blender (PyPI bpy).

A picture has no colours but three layers, so that the program can colour it for its light and its dark theme: red is the
brightness of the body, green the part of it that belongs to the worked muscle, blue the brightness of things. What the hand or
the body uses (ball, stick, roller) is as bright in green as in blue; the room (wall, mat, stool) has no green.
"""
import math, os, sys, tempfile
import numpy as np
import bpy
from mathutils import Matrix
from PIL import Image
from mannequin import turn, rot, X, Y

EDGE, BODY, THING, TOOL = .38, .62, .92, .55   # how dark the silhouette's edge is; reflectance of body, room and what the hand or the body uses


def links(mat): return mat.node_tree.nodes, mat.node_tree.links


def surface(name, is_body, bright=THING, is_tool=False):
    m = bpy.data.materials.new(name); m.use_nodes = True; nodes, link = links(m)
    b = nodes['Principled BSDF']; b.inputs['Roughness'].default_value = .75; b.inputs['Specular IOR Level'].default_value = .0
    rim = nodes.new('ShaderNodeLayerWeight'); rim.inputs['Blend'].default_value = .5
    dark = nodes.new('ShaderNodeMapRange'); dark.inputs['From Min'].default_value = .35; dark.inputs['From Max'].default_value = 1
    dark.inputs['To Min'].default_value = 1; dark.inputs['To Max'].default_value = EDGE
    link.new(rim.outputs['Facing'], dark.inputs['Value'])
    rgb = nodes.new('ShaderNodeCombineColor')
    def times(a, k):
        n = nodes.new('ShaderNodeMath'); n.operation = 'MULTIPLY'; link.new(a, n.inputs[0])
        if isinstance(k, float): n.inputs[1].default_value = k
        else: link.new(k, n.inputs[1])
        return n.outputs[0]
    if is_body:
        glow = nodes.new('ShaderNodeAttribute'); glow.attribute_name = 'glow'
        bright = times(dark.outputs[0], BODY)
        link.new(bright, rgb.inputs['Red']); link.new(times(bright, glow.outputs['Fac']), rgb.inputs['Green'])
    else:
        shade = times(dark.outputs[0], bright); link.new(shade, rgb.inputs['Blue'])
        if is_tool: link.new(shade, rgb.inputs['Green'])
    link.new(rgb.outputs[0], b.inputs['Base Color'])
    return m


def through():
    """The muscle seen through the body."""
    m = bpy.data.materials.new('through'); m.use_nodes = True; nodes, link = links(m); nodes.clear()
    glow = nodes.new('ShaderNodeAttribute'); glow.attribute_name = 'glow'
    out = nodes.new('ShaderNodeOutputMaterial'); e = nodes.new('ShaderNodeEmission'); t = nodes.new('ShaderNodeBsdfTransparent'); mix = nodes.new('ShaderNodeMixShader')
    link.new(glow.outputs['Fac'], mix.inputs[0]); link.new(t.outputs[0], mix.inputs[1]); link.new(e.outputs[0], mix.inputs[2]); link.new(mix.outputs[0], out.inputs[0])
    return m


def hidden():
    """The head in the picture of the muscle: nothing shines through a face."""
    m = bpy.data.materials.new('hidden'); m.use_nodes = True; nodes, link = links(m); nodes.clear()
    link.new(nodes.new('ShaderNodeHoldout').outputs[0], nodes.new('ShaderNodeOutputMaterial').inputs[0])
    return m


class Studio:
    def __init__(self, man, size, samples, threads=4):
        self.man = man
        bpy.ops.wm.read_factory_settings(use_empty=True)
        s = self.scene = bpy.context.scene; s.render.engine = 'CYCLES'; c = s.cycles
        c.device = 'CPU'; c.samples = samples; c.use_adaptive_sampling = False
        c.use_denoising = True; c.denoiser = 'OPENIMAGEDENOISE'; c.denoising_prefilter = 'FAST'; c.denoising_input_passes = 'RGB_ALBEDO_NORMAL'
        c.max_bounces = 2; c.diffuse_bounces = 2; c.glossy_bounces = 0; c.transparent_max_bounces = 16
        c.caustics_reflective = c.caustics_refractive = False; c.pixel_filter_type = 'BLACKMAN_HARRIS'
        s.render.film_transparent = True; s.render.use_persistent_data = True
        s.render.threads_mode = 'FIXED'; s.render.threads = threads
        s.render.resolution_x, s.render.resolution_y = size
        s.render.image_settings.file_format = 'PNG'; s.render.image_settings.color_mode = 'RGBA'
        s.view_settings.view_transform = 'Standard'
        w = s.world = bpy.data.worlds.new('w'); w.use_nodes = True
        w.node_tree.nodes['Background'].inputs[0].default_value = (1, 1, 1, 1); w.node_tree.nodes['Background'].inputs[1].default_value = .42
        self.body_mat, self.thing_mat, self.through_mat = surface('body', True), surface('thing', False), through()
        self.tool_mat = surface('tool', False, TOOL, True)
        self.hidden_mat = hidden()
        me = bpy.data.meshes.new('body'); me.from_pydata(np.vstack([man.rest, man.patch]).tolist(), [], [list(map(int, f)) for f in man.faces + man.patch_faces])
        me.polygons.foreach_set('use_smooth', [True] * len(me.polygons)); me.attributes.new('glow', 'FLOAT', 'POINT'); me.materials.append(self.body_mat); me.materials.append(self.body_mat)
        me.polygons.foreach_set('material_index', [0] * len(man.faces) + [1] * len(man.patch_faces))
        self.body = bpy.data.objects.new('body', me); bpy.context.collection.objects.link(self.body)
        sub = self.body.modifiers.new('s', 'SUBSURF'); sub.levels = sub.render_levels = 1
        cam = bpy.data.cameras.new('c'); cam.lens = 85; cam.clip_end = 100
        self.camera = bpy.data.objects.new('c', cam); bpy.context.collection.objects.link(self.camera); s.camera = self.camera
        self.lights = [self.light(2.2, 85), self.light(2.2, 14)]
        self.things = []

    def light(self, size, power):
        l = bpy.data.lights.new('a', 'AREA'); l.energy = power; l.size = size
        o = bpy.data.objects.new('a', l); bpy.context.collection.objects.link(o); return o

    def aim(self, azimuth, elevation, target, span):
        """Camera at `azimuth` (0: before the person, positive: to the person's left), `span` cm high at the target."""
        cam = self.camera.data; w, h = self.scene.render.resolution_x, self.scene.render.resolution_y
        cam.sensor_fit = 'VERTICAL'; cam.angle = math.radians(18)
        dist = span / 2 / math.tan(cam.angle / 2)
        def place(o, az, el, d):
            v = turn(az) @ rot(X, -el) @ np.array([0, 0, d]); pos = (np.asarray(target) + v) / 100
            back = v / np.linalg.norm(v); right = np.cross(Y, back); right /= np.linalg.norm(right)
            M = np.eye(4); M[:3, :3] = np.array([right, np.cross(back, right), back]).T; M[:3, 3] = pos; o.matrix_world = Matrix(M.tolist())
        place(self.camera, azimuth, elevation, dist)
        place(self.lights[0], azimuth - 48, 52, 260); place(self.lights[1], azimuth + 75, 15, 280)

    def pose(self, verts, glow):
        me = self.body.data
        me.vertices.foreach_set('co', (verts / 100).astype(np.float32).ravel())
        me.attributes['glow'].data.foreach_set('value', glow.astype(np.float32)); me.update()

    def furnish(self, meshes):
        """Things of this picture: (vertices in cm, faces, is_smooth, is_tool)."""
        for o in self.things: bpy.data.objects.remove(o, do_unlink=True)
        self.things = []
        for v, f, is_smooth, is_tool in meshes:
            me = bpy.data.meshes.new('t'); me.from_pydata((np.asarray(v) / 100).tolist(), [], [list(map(int, q)) for q in f])
            me.polygons.foreach_set('use_smooth', [is_smooth] * len(me.polygons)); me.materials.append(self.tool_mat if is_tool else self.thing_mat); me.update()
            o = bpy.data.objects.new('t', me); bpy.context.collection.objects.link(o); self.things.append(o)
            if not is_smooth:
                m = o.modifiers.new('b', 'BEVEL'); m.width = .008; m.segments = 2

    def shot(self):
        path = f'{tempfile.gettempdir()}/figure-{os.getpid()}.png'; self.scene.render.filepath = path
        sys.stdout.flush(); keep = os.dup(1); null = os.open(os.devnull, os.O_WRONLY); os.dup2(null, 1)
        try: bpy.ops.render.render(write_still=True)
        finally: os.dup2(keep, 1); os.close(keep); os.close(null)
        return np.asarray(Image.open(path).convert('RGBA'), np.float32) / 255

    def picture(self, glows_through):
        """RGBA, 0 to 1."""
        p = self.shot()
        if glows_through:
            c = self.scene.cycles; samples, c.samples, c.use_denoising = c.samples, 4, False
            self.body.data.materials[0], self.body.data.materials[1] = self.through_mat, self.hidden_mat
            for o in self.things: o.hide_render = True
            x = self.shot()[..., 3]
            self.body.data.materials[0] = self.body.data.materials[1] = self.body_mat
            for o in self.things: o.hide_render = False
            c.samples, c.use_denoising = samples, True
            share = np.clip(x, 0, 1) * glows_through
            p[..., 1] = np.maximum(p[..., 1], p[..., 0] * share)
        return p


# --- things --------------------------------------------------------------------------------------
def block(low, high):
    (a, b, c), (d, e, f) = low, high
    v = [(x, y, z) for x in (a, d) for y in (b, e) for z in (c, f)]
    return v, [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)], False, False


def ball(at, r):
    n, m = 24, 14
    v = [np.asarray(at) + r * np.array([math.sin(p) * math.cos(t), math.cos(p), math.sin(p) * math.sin(t)])
         for p in np.linspace(0.001, math.pi - .001, m) for t in np.linspace(0, 2 * math.pi, n, endpoint=False)]
    return v, [(i * n + j, i * n + (j + 1) % n, (i + 1) * n + (j + 1) % n, (i + 1) * n + j) for i in range(m - 1) for j in range(n)], True, True


def tube(points, r, knob=0.):
    """A bent stick through `points` with round ends; `knob`: radius of a ball at the last point."""
    p = np.asarray(points, float); t = np.linspace(0, len(p) - 1, 12 * (len(p) - 1) + 1); out = []
    ext = np.vstack([2 * p[0] - p[1], p, 2 * p[-1] - p[-2]])
    for u in t:                                                  # Catmull-Rom
        i = min(int(u), len(p) - 2); f = u - i; a, b, c, d = ext[i:i + 4]
        out.append(.5 * (2 * b + (c - a) * f + (2 * a - 5 * b + 4 * c - d) * f * f + (3 * b - a - 3 * c + d) * f ** 3))
    out = np.array(out); n = 16; v = []; u = None
    for i, o in enumerate(out):
        d = out[min(i + 1, len(out) - 1)] - out[max(i - 1, 0)]; d /= np.linalg.norm(d)
        u = np.cross(d, [.3, .2, 1]) if u is None else u - (u @ d) * d
        u /= np.linalg.norm(u); w = np.cross(d, u)
        v += [o + r * (math.cos(a) * u + math.sin(a) * w) for a in np.linspace(0, 2 * math.pi, n, endpoint=False)]
    m = len(out)
    f = [(i * n + j, i * n + (j + 1) % n, (i + 1) * n + (j + 1) % n, (i + 1) * n + j) for i in range(m - 1) for j in range(n)]
    made = [(v, f + [tuple(range(n)), tuple(range((m - 1) * n, m * n))], True, True), ball(out[0], r)]
    return made + [ball(out[-1], max(knob, r))]


def cylinder(a, b, r):
    a, b = np.asarray(a, float), np.asarray(b, float); d = (b - a) / np.linalg.norm(b - a)
    u = np.cross(d, [.2, 1, .3]); u /= np.linalg.norm(u); w = np.cross(d, u); n = 48
    ring = lambda o, k: [o + k * (math.cos(t) * u + math.sin(t) * w) for t in np.linspace(0, 2 * math.pi, n, endpoint=False)]
    v = ring(a, r) + ring(b, r)
    f = [(j, (j + 1) % n, n + (j + 1) % n, n + j) for j in range(n)] + [tuple(range(n)), tuple(range(n, 2 * n))]
    return v, f, False, True
