// What rescaling by the power p does over T steps, as Core computes it: the weights ((t+1)/(T+1))^p of mean one, the
// sensitivity B(s) = sum of the weights from s on over B(0), its mean lag and the lag of its half as shares of T, and the
// share of the samples that are left in effect. The engine of the tests runs this file too, so it is plain ES5.
function rescaling(length, power) {
  var weights = [];
  var sum = 0;
  var squares = 0;
  for (var step = 0; step < length; step++) {
    weights.push(Math.pow((step + 1) / (length + 1), power));
    sum += weights[step];
    squares += weights[step] * weights[step];
  }
  var profile = [];
  var rest = 0;
  for (var lag = length - 1; lag >= 0; lag--) {
    rest += weights[lag];
    profile[lag] = rest / sum;
  }
  var total = 0;
  var moment = 0;
  var half = length;
  for (var s = length - 1; s >= 0; s--) {
    total += profile[s];
    moment += s * profile[s];
    if (s > 0 && profile[s] <= 0.5) half = s - 1 + (profile[s - 1] - 0.5) / (profile[s - 1] - profile[s]);
  }
  return {
    profile: profile, meanLag: moment / total / length, halfBiasLag: half / length,
    effectiveSampleShare: sum * sum / (length * squares)
  };
}
