// For spark-shell, or pasted into a notebook: functions of your own, minimized on Spark.
import io.ef21.objective.Objective
import io.ef21.spark.EF21

// Ten hospitals of 200 patients each, with 50 measurements; the probability of an illness is logistic in them.
val clients = 10
val d = 50
def number(patient: Int, measurement: Int): Double = math.sin(7.3 * patient + 1.9 * measurement * (patient % 13))
def ill(patient: Int): Double = if (number(patient, 3) - number(patient, 8) + 0.3 * number(patient, 60) > 0) 1 else -1

// One client's function: the mean logistic loss of its patients, and its gradient.
val functions = sc.parallelize(0 until clients, 4).map { client =>
  val patients = (200 * client until 200 * (client + 1)).toArray
  val x = patients.map(p => Array.tabulate(d)(number(p, _)))
  val y = patients.map(ill)
  Objective.of(d, (w: Array[Double], gradient: Array[Double]) => {
    java.util.Arrays.fill(gradient, 0.0)
    var loss = 0.0
    for (p <- x.indices) {
      val margin = y(p) * (0 until d).map(j => x(p)(j) * w(j)).sum
      loss += math.log1p(math.exp(-margin)) / x.length
      val slope = -y(p) / (1 + math.exp(margin)) / x.length
      for (j <- 0 until d) gradient(j) += slope * x(p)(j)
    }
    loss
  })
}

// The default: nothing to tune.
val fitted = EF21.minimize(functions, "auto", java.util.Map.of("regularizer", "l2:1e-3"))

// What moved, round by round.
import scala.jdk.CollectionConverters._
val rounds = fitted.history.asScala.map(r => (r.round, r.objective, r.uplinkBits)).toSeq.toDF("round", "objective", "bits")
rounds.filter($"round" % 5 === 0).show()

// A published method, with a step of your own: five of fifty entries travel per client and round.
val sparse = EF21.minimize(functions, "ef21",
  java.util.Map.of("compressor", "topk:5", "step-size", 0.5, "rounds", 100, "regularizer", "l2:1e-3"))

// The coefficients that say most.
val largest = fitted.model.zipWithIndex.sortBy(-_._1.abs).take(2).map(_._2).sorted
println(s"largest coefficients: ${largest.mkString(", ")}")
println(f"objective: ${fitted.objective}%.4f by default, ${sparse.objective}%.4f by EF21")
