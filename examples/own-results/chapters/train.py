"""Fits a polynomial to noisy samples of a wave, and answers with its error on clean points."""

import argparse
import json

import numpy

parser = argparse.ArgumentParser()
parser.add_argument("--degree", type=int)
parser.add_argument("--samples", type=int)
parser.add_argument("--penalty", type=float)
parser.add_argument("--seed", type=int)
settings = parser.parse_args()

random = numpy.random.default_rng(settings.seed)
x = random.uniform(-1, 1, settings.samples)
y = numpy.sin(3 * x) + 0.3 * random.standard_normal(settings.samples)
powers = numpy.vander(x, settings.degree + 1)
weights = numpy.linalg.solve(powers.T @ powers + settings.penalty * numpy.eye(settings.degree + 1), powers.T @ y)

grid = numpy.linspace(-1, 1, 61)
fit = numpy.vander(grid, settings.degree + 1) @ weights
error = numpy.sqrt(numpy.mean((fit - numpy.sin(3 * grid)) ** 2))
print(json.dumps({"error": float(error), "fit": {"x": grid.tolist(), "y": fit.tolist()}}))
