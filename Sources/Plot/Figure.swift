import CCairo

package struct Figure {}
