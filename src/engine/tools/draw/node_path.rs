//! Where a node stands in the arguments of `draw`, and what it is called because of that.
//!
//! ```text
//! nodes[0].children[2]  [0, 2]  t/3#0.2
//! ```

use crate::engine::ids::{NodeRef, OperationId};

/// Where a node is in the arguments: its index at each level.
pub(super) type NodePath = Vec<usize>;

/// Our name for a node in the batch that creates it: `<operation>#0.2.1`.
pub(super) fn reference(operation_id: &OperationId, path: &[usize]) -> NodeRef {
    let place: Vec<String> = path.iter().map(usize::to_string).collect();
    NodeRef(format!("{operation_id}#{}", place.join(".")))
}

/// The inverse of [`reference`].
pub(super) fn path_of(reference: &NodeRef) -> NodePath {
    let place = reference
        .as_str()
        .rsplit_once('#')
        .map_or("", |(_, place)| place);
    place
        .split('.')
        .filter_map(|index| index.parse().ok())
        .collect()
}

/// JSON objects have text keys only, so a map by path is stored as a list of pairs.
pub(super) mod as_pairs {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serializer};

    use super::super::DrawnNode;
    use super::NodePath;

    pub(in super::super) fn serialize<S: Serializer>(
        nodes: &BTreeMap<NodePath, DrawnNode>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(nodes.iter())
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<NodePath, DrawnNode>, D::Error> {
        Vec::<(NodePath, DrawnNode)>::deserialize(deserializer)
            .map(|pairs| pairs.into_iter().collect())
    }
}
