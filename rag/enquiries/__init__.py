"""A letter's way: the letter -> its questions -> a reply draft."""
