//! Free space on the page for what a model draws without saying where.
//!
//! Invariants: what exists is never covered by a board that came without coordinates, nor by one
//! whose coordinates would put it over an existing board (models put every screen at 0, 0); what a
//! call has placed counts as existing for the rest of that call only where no coordinates are given.

use serde::{Deserialize, Serialize};

use crate::engine::canvas::{NodeKind, PageSnapshot, Properties};

/// Most layers of the page that are looked at.
pub(super) const OBSTACLES_MAX: u32 = 500;

/// Space between a new board and what is there, px.
const GAP_PX: f64 = 80.0;

/// Assumed size of a layer that does not say its own, px.
const SIZE_DEFAULT_PX: f64 = 100.0;

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Area {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

impl Area {
    fn overlaps(&self, other: &Self) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }

    fn right(&self) -> f64 {
        self.x + self.width
    }
}

/// What is on the page, as far as new boards must respect it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct FreeSpace {
    /// Boards that were there before this call.
    boards: Vec<Area>,
    /// Everything that takes space, what this call placed included.
    taken: Vec<Area>,
}

impl FreeSpace {
    /// Looks at the outermost layers of the page.
    pub(super) fn of(page: &PageSnapshot) -> Self {
        let mut space = Self::default();
        for shape in &page.shapes {
            let area = area(&shape.properties, 0.0, 0.0);
            if shape.kind == NodeKind::Board.name() {
                space.boards.push(area);
            }
            space.taken.push(area);
        }
        space
    }

    /// Gives an outermost layer its place.
    pub(super) fn place(&mut self, kind: NodeKind, properties: &mut Properties) {
        let is_placed = properties.x.is_some() && properties.y.is_some();
        let wanted = area(properties, 0.0, 0.0);
        let covers_a_board =
            kind == NodeKind::Board && self.boards.iter().any(|board| board.overlaps(&wanted));
        if !is_placed || covers_a_board {
            let (x, y) = self.next();
            properties.x = Some(x);
            properties.y = Some(y);
        }
        self.taken.push(area(properties, 0.0, 0.0));
    }

    /// To the right of everything, level with the first: screens stand side by side.
    fn next(&self) -> (f64, f64) {
        let Some(first) = self.taken.first() else {
            return (0.0, 0.0);
        };
        let right = self
            .taken
            .iter()
            .map(Area::right)
            .fold(f64::NEG_INFINITY, f64::max);
        ((right + GAP_PX).round(), first.y.round())
    }
}

fn area(properties: &Properties, x: f64, y: f64) -> Area {
    Area {
        x: properties.x.unwrap_or(x),
        y: properties.y.unwrap_or(y),
        width: properties.width.unwrap_or(SIZE_DEFAULT_PX),
        height: properties.height.unwrap_or(SIZE_DEFAULT_PX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn board(x: Option<f64>, y: Option<f64>) -> Properties {
        Properties {
            x,
            y,
            width: Some(375.0),
            height: Some(812.0),
            ..Properties::default()
        }
    }

    fn placed(space: &mut FreeSpace, mut properties: Properties) -> (f64, f64) {
        space.place(NodeKind::Board, &mut properties);
        (properties.x.unwrap(), properties.y.unwrap())
    }

    #[test]
    fn boards_stand_side_by_side() {
        let mut space = FreeSpace::default();
        assert_eq!(placed(&mut space, board(None, None)), (0.0, 0.0));
        assert_eq!(placed(&mut space, board(None, None)), (455.0, 0.0));
    }

    #[test]
    fn an_existing_board_is_not_covered() {
        let existing = Area {
            x: 0.0,
            y: 40.0,
            width: 375.0,
            height: 812.0,
        };
        let mut space = FreeSpace {
            boards: vec![existing],
            taken: vec![existing],
        };
        assert_eq!(
            placed(&mut space, board(Some(0.0), Some(0.0))),
            (455.0, 40.0)
        );
        assert_eq!(
            placed(&mut space, board(Some(2000.0), Some(0.0))),
            (2000.0, 0.0)
        );
    }

    #[test]
    fn what_one_call_lays_over_its_own_board_stays_there() {
        let mut space = FreeSpace::default();
        assert_eq!(placed(&mut space, board(Some(0.0), Some(0.0))), (0.0, 0.0));
        assert_eq!(
            placed(&mut space, board(Some(20.0), Some(20.0))),
            (20.0, 20.0)
        );
    }
}
