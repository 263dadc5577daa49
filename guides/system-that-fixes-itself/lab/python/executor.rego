# What an executor may do in its cluster. Lies beside the executor, and nobody outside can change it.
package executor

import rego.v1

default allow := false

allow if {
	input.task.cluster_id == input.here
	input.task.seen == input.now.resourceVersion
	input.age_ms < 10000
	input.repairs_of_it < 2
	possible
}

possible if {
	input.task.kind == "restart"
	not input.now.ready
}

possible if {
	input.task.kind == "scale"
	input.task.replicas == input.now.replicas + 1
	input.task.replicas <= 6
}
